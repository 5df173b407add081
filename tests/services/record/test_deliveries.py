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


@pytest.fixture(autouse=True)
def subscriptions(settings: Settings) -> Iterator[None]:
    names = ("hears", "breaks", "calls", "cannot_call")
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


@pytest.mark.django_db
@pytest.mark.parametrize(("left", "after"), [(State.CLAIMED, State.WAITING), (State.SENDING, State.UNCERTAIN)])
def test_what_a_dead_worker_held_is_freed(left: State, after: State) -> None:
    delivery = written("hears")
    assert deliveries._claim(delivery.pk, delivery.event_id)
    over = clock.of_database() - timedelta(seconds=1)
    Delivery.objects.filter(pk=delivery.pk).update(state=left, lease_until=over)
    due = deliveries.sweep()
    delivery.refresh_from_db()
    assert (delivery.state, due) == (after, [delivery.pk] if after == State.WAITING else [])


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
