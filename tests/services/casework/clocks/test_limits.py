"""A person's own time: it may run out, but never because a door was down or a day was no working day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import handling
from services.casework.clocks import claiming, limits, outages
from services.casework.handling import Own
from services.casework.models import Application, Case, Limit, Outage, Request
from services.casework.subscribers import limit_lengthened, outage_ended
from services.catalogue import calendars
from services.record import clock
from services.record.models import Event
from tests.services.casework.cast import Cast
from tests.services.casework.conftest import Applicant


def ask(cast: Cast, case: Case) -> Limit:
    request = handling.ask(cast.ann, case.pk, own=[Own("text", "Where?")], days=14)
    return Limit.objects.get(kind=Limit.Kind.REQUEST, about=str(request.pk))


def down(days: int, channel: str = "voice") -> Outage:
    """A door was down from now on for so many days, and is open again."""
    outage = outages.record(channel, clock.now(), by="ben", words={})
    clock.set_offset(clock.offset() + timedelta(days=days))
    outages.end(outage.pk, by="ben")
    outage.refresh_from_db()
    return outage


def deliver_all() -> None:
    """What the workers would do."""
    for event in Event.objects.filter(kind="outage.ended"):
        outage_ended(event)
    for event in Event.objects.filter(kind="limit.lengthened"):
        limit_lengthened(event)


def test_an_outage_of_any_door_gives_everybody_more(case: Case, cast: Cast) -> None:
    limit = ask(cast, case)
    before = limit.before
    down(3)
    deliver_all()
    deliver_all()
    limit.refresh_from_db()
    assert before + timedelta(days=3) <= limit.before <= before + timedelta(days=7)
    assert Request.objects.get(case=case).before == limit.before


def test_while_a_door_is_down_nothing_of_anybodys_runs_out(case: Case, cast: Cast) -> None:
    ask(cast, case)
    outages.record("sms", clock.now(), by="ben", words={"en": "SMS is down"})
    clock.set_offset(timedelta(days=30))
    assert claiming.lapse_limits() == 0
    assert outages.going_on().get().channel == "sms"


def test_known_too_late_it_opens_again_what_had_run_out(case: Case, cast: Cast) -> None:
    limit = ask(cast, case)
    clock.travel(limit.before)
    assert claiming.lapse_limits() == 1
    began, ended = clock.now() - timedelta(days=2), clock.now() + timedelta(hours=1)
    outages.record("web", began, by="ben", words={}, ended_at=ended)
    deliver_all()
    limit.refresh_from_db()
    assert limit.lapsed_at is None and limit.before > clock.now()
    assert Request.objects.get(case=case).state == Request.State.OPEN


def test_a_limit_begun_afterwards_is_not_longer(case: Case, cast: Cast) -> None:
    down(2)
    limit = ask(cast, case)
    before = limit.before
    deliver_all()
    limit.refresh_from_db()
    assert limit.before == before


def test_the_draft_of_an_application_is_kept_longer_too(applicant: Applicant) -> None:
    before = Application.objects.get(pk=applicant.id).expires_at
    outage = down(2)
    outages.lengthen(outage)
    outages.lengthen(outage)
    assert Application.objects.get(pk=applicant.id).expires_at == before + timedelta(days=3)


def test_the_authority_has_no_longer_for_it(case: Case, cast: Cast) -> None:
    due = Case.objects.get(pk=case.pk).due_before
    down(3)
    deliver_all()
    assert Case.objects.get(pk=case.pk).due_before == due


def test_a_last_day_that_became_a_holiday_does_not_count(case: Case, cast: Cast) -> None:
    limit = ask(cast, case)
    last = calendars.calendar("VN").last_day(limit.before)
    calendars.correct("VN", last, works=False, name="A new feast", by="ben")
    clock.travel(limit.before)
    assert claiming.lapse_limits() == 0
    limit.refresh_from_db()
    assert limit.before == limits.moved_on(limit) > clock.now()


def test_a_door_is_down_once(db: None) -> None:
    outages.record("web", clock.now(), by="ben", words={})
    with pytest.raises(outages.OutageKnown):
        outages.record("web", clock.now(), by="leo", words={})


def test_an_outage_ends_once(db: None) -> None:
    outage = outages.record("web", clock.now(), by="ben", words={})
    assert outages.end(outage.pk, by="ben")
    assert not outages.end(outage.pk, by="leo")
