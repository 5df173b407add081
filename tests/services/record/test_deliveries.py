"""Every subscriber hears of every event, once if all goes well and never not at all."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from services.record import clock, deliveries, events
from services.record.models import Delivery, Event
from tests.racing import race

State = Delivery.State
heard: list[str] = []


def hears(event: Event) -> None:
    heard.append(event.subject)


def breaks(event: Event) -> None:
    raise ValueError(event.subject)


@deliveries.outbound
def calls(event: Event) -> None:
    raise ConnectionError


@deliveries.outbound
def cannot_call(event: Event) -> None:
    raise deliveries.NotSent


def is_slow(event: Event) -> None:
    events.write("echo", event.subject, {})
    race(lambda: lease_over(event), deliveries.sweep)
    race(deliveries.sweep, deliveries.sweep)


@deliveries.outbound
def calls_slowly(event: Event) -> None:
    is_slow(event)


def lease_over(event: Event) -> None:
    event.deliveries.update(lease_until=clock.of_database() - timedelta(seconds=1))


@pytest.fixture(autouse=True)
def subscriptions(settings: Settings) -> Iterator[None]:
    names = ("hears", "breaks", "calls", "cannot_call", "is_slow", "calls_slowly")
    settings.SUBSCRIPTIONS = {name: {"ours": f"{__name__}.{name}"} for name in names}
    yield
    heard.clear()


def written(kind: str) -> Delivery:
    return events.write(kind, "subject:1", {}).deliveries.get()


@pytest.mark.django_db
def test_delivered_once() -> None:
    delivery = written("hears")
    deliveries.deliver(delivery.pk)
    deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (heard, delivery.state, delivery.attempts) == (["subject:1"], State.DONE, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "state"), [("breaks", State.WAITING), ("cannot_call", State.WAITING), ("calls", State.UNCERTAIN)]
)
def test_what_breaks_is_tried_again_unless_it_may_have_been_sent(kind: str, state: State) -> None:
    delivery = written(kind)
    deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.lease) == (state, None)
    assert "subject" not in delivery.error


@pytest.mark.django_db
def test_it_is_not_tried_for_ever() -> None:
    delivery = written("breaks")
    for _ in range(deliveries.ATTEMPTS + 2):
        Delivery.objects.filter(pk=delivery.pk).update(due_at=clock.of_database())
        deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.FAILED, deliveries.ATTEMPTS)


def left_behind(delivery: Delivery, state: State) -> None:
    """As a worker leaves it that died at work, with its lease over."""
    assert deliveries._claimed(delivery.pk)
    over = clock.of_database() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(state=state, lease_until=over)


@pytest.mark.django_db
@pytest.mark.parametrize(("left", "after"), [(State.CLAIMED, State.WAITING), (State.SENDING, State.UNCERTAIN)])
def test_what_a_dead_worker_held_is_freed(left: State, after: State) -> None:
    delivery = written("hears")
    left_behind(delivery, left)
    due = deliveries.sweep()
    delivery.refresh_from_db()
    assert (delivery.state, due) == (after, [delivery.pk] if after == State.WAITING else [])


@pytest.mark.django_db
def test_what_kills_every_worker_is_given_up() -> None:
    delivery = written("hears")
    for _ in range(deliveries.ATTEMPTS):
        left_behind(delivery, State.CLAIMED)
        due = deliveries.sweep()
    delivery.refresh_from_db()
    assert (delivery.state, due) == (State.FAILED, [])


@pytest.mark.django_db
def test_a_lease_that_runs_is_left_alone() -> None:
    delivery = written("hears")
    assert deliveries._claimed(delivery.pk)
    assert deliveries.sweep() == []
    deliveries.deliver(delivery.pk)
    assert heard == []


@pytest.mark.django_db
def test_a_subscriber_that_is_gone_is_looked_for_again(settings: Settings) -> None:
    delivery = written("hears")
    settings.SUBSCRIPTIONS = {}
    deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.error) == (State.WAITING, "KeyError")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "state", "echoes"), [("is_slow", State.WAITING, 0), ("calls_slowly", State.DONE, 1)])
def test_what_outlasts_its_lease(kind: str, state: State, echoes: int) -> None:
    delivery = written(kind)
    deliveries.deliver(delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, Event.objects.filter(kind="echo").count()) == (state, echoes)


@pytest.mark.django_db
def test_nobody_subscribed_is_no_delivery() -> None:
    assert not events.write("unheard", "subject:1", {}).deliveries.exists()


@pytest.mark.django_db
def test_the_bell_rings_on_commit_only(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        written("hears")
    assert len(callbacks) == 1
    assert heard == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_deliver_once() -> None:
    delivery = written("hears")
    race(lambda: deliveries.deliver(delivery.pk), lambda: deliveries.deliver(delivery.pk))
    assert heard == ["subject:1"]
