"""The authority's clock: it runs, stands still, is put off once, is met, or runs out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.casework import cases, handling
from services.casework.clocks import authority, claiming, promising
from services.casework.errors import NotNow
from services.casework.handling import Own
from services.casework.models import Case, DailyFigures, Deadline, Decision, Task
from services.catalogue import calendars
from services.record import clock, ledger
from services.record.models import Event
from tests.racing import race
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant

BASIS = [{"title": "Law"}]


def late(case: Case) -> None:
    """The moment its time is over."""
    clock.travel(Deadline.objects.get(case=case).before)


def test_the_queue_knows_when_it_is_due(case: Case) -> None:
    deadline = Deadline.objects.get(case=case)
    case.refresh_from_db()
    assert case.due_before == deadline.before == deadline.first_before
    assert deadline.unit == "working_days"


def test_silence_escalates_once(case: Case, cast: Cast) -> None:
    late(case)
    assert claiming.lapse_deadlines() == 1
    assert claiming.lapse_deadlines() == 0
    task = Task.objects.get(case=case)
    assert (task.name, task.role) == ("late", "lead")
    assert Event.objects.filter(kind="deadline.lapsed").count() == 1


@pytest.mark.parametrize("silence", ["granted", "refused"])
def test_silence_decides_where_the_law_says_so(case: Case, silence: str) -> None:
    Deadline.objects.filter(case=case).update(silence=silence)
    late(case)
    claiming.lapse_deadlines()
    decision = Decision.objects.get(case=case)
    assert (decision.result, decision.decided_by, decision.automatic) == (silence, "law", True)
    assert list(ledger.verify()) == []


def test_nothing_lapses_that_was_decided(case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "refused", "So it is", BASIS)
    late(case)
    assert claiming.lapse_deadlines() == 0


def test_nothing_lapses_while_the_applicant_owes_something(case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, own=[Own("text", "Where?")], days=180)
    late(case)
    assert claiming.lapse_deadlines() == 0


def test_two_requests_hold_it_until_both_are_answered(case: Case, cast: Cast) -> None:
    first = handling.ask(cast.ann, case.pk, own=[Own("text", "Where?")])
    second = handling.ask(cast.ann, case.pk, own=[Own("text", "When?")])
    handling.withdraw_request(cast.ann, first.pk)
    assert Deadline.objects.get(case=case).suspended_at is not None
    handling.withdraw_request(cast.ann, second.pk)
    assert Deadline.objects.get(case=case).suspended_at is None


def test_no_day_is_lost_or_won_by_standing_still(case: Case, cast: Cast) -> None:
    before = Deadline.objects.get(case=case).before
    request = handling.ask(cast.ann, case.pk, own=[Own("text", "Where?")])
    handling.withdraw_request(cast.ann, request.pk)
    assert Deadline.objects.get(case=case).before == before


def test_put_off_once_and_with_a_reason(case: Case, cast: Cast) -> None:
    with pytest.raises(NotNow, match="no_extension"):
        handling.extend(cast.ann, case.pk, "Two colleagues are ill")
    Deadline.objects.filter(case=case).update(extension={"working_days": 10})
    before = Deadline.objects.get(case=case).before
    handling.extend(cast.ann, case.pk, "Two colleagues are ill")
    assert Deadline.objects.get(case=case).before >= before + timedelta(days=10)
    with pytest.raises(NotNow, match="not_extended_now"):
        handling.extend(cast.ann, case.pk, "And a third")


def test_a_day_that_becomes_a_holiday_changes_no_date_somebody_was_told(case: Case) -> None:
    deadline = Deadline.objects.get(case=case)
    calendars.correct("VN", deadline.due_on, works=False, name="A new feast", by="ben")
    deadline.refresh_from_db()
    assert deadline.calendar_version == calendars.calendar("VN").version - 1
    late(case)
    assert claiming.lapse_deadlines() == 1


def decided_before(case: Case, a_day: int) -> None:
    """So many decided on each day of the last four weeks."""
    today = clock.today("Asia/Ho_Chi_Minh")
    DailyFigures.objects.bulk_create(
        DailyFigures(
            authority=case.authority, case_type=case.case_type, day=today - timedelta(back), decided=a_day
        )
        for back in range(1, 29)
    )  # fmt: skip


def test_nobody_is_promised_what_nothing_is_known_of(case: Case) -> None:
    assert promising.expected_on(case) is None


def test_an_honest_date_follows_the_queue(case: Case) -> None:
    decided_before(case, 1)
    soon = promising.expected_on(case)
    ahead = Case.objects.get(pk=case.pk)
    assert soon is not None and soon <= clock.today("Asia/Ho_Chi_Minh") + timedelta(7)
    assert promising.before(ahead) == 0


def test_before_lateness_there_is_an_apology_and_a_new_date(case: Case) -> None:
    decided_before(case, 1)
    deadline = Deadline.objects.get(case=case)
    clock.travel(deadline.before - timedelta(minutes=5))
    assert claiming.warn_due() == 1
    assert claiming.warn_due() == 0
    promised = Deadline.objects.get(case=case).promised_on
    assert isinstance(promised, date) and promised > deadline.due_on
    assert Event.objects.filter(kind="deadline.promised").count() == 1


def test_nobody_is_warned_long_before(case: Case) -> None:
    decided_before(case, 1)
    assert claiming.warn_due() == 0


def test_a_reopened_case_runs_out_anew(case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "refused", "So it is", BASIS)
    handling.reopen(cast.ben, case.pk, "A new paper")
    late(case)
    assert claiming.lapse_deadlines() == 1


@pytest.mark.django_db(transaction=True)
def test_two_beats_act_once(arrive: object) -> None:
    assert callable(arrive)
    applicant: Applicant = arrive()
    case = sent(applicant)
    assert case.authority is not None
    gather(case.authority)
    late(case)
    assert sorted(race(claiming.lapse_deadlines, claiming.lapse_deadlines)) == [0, 1]
    assert Task.objects.filter(name="late").count() == 1


def test_withdrawing_stops_it(case: Case, applicant: Applicant) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    late(case)
    assert claiming.lapse_deadlines() == 0
    assert authority.of(case) is not None
