"""Who has a case in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework import access, handling
from services.casework.errors import NotAllowed, NotNow
from services.casework.handling.taking import release_all
from services.casework.models import Case
from services.people import breaking_glass, staffing
from services.record import clock, ledger
from tests.services.casework.cast import Cast


def test_taking_it_begins_the_work(case: Case, cast: Cast) -> None:
    taken = handling.take(cast.ann, case.pk)
    assert (taken.handler, taken.step) == (cast.ann, "in_progress")
    assert handling.take(cast.ann, case.pk).revision == taken.revision
    assert list(ledger.verify(case.subject)) == []


def test_what_a_colleague_has_is_not_taken_from_them(case: Case, cast: Cast) -> None:
    handling.take(cast.ann, case.pk)
    with pytest.raises(NotNow, match="case_taken") as refused:
        handling.take(cast.leo, case.pk)
    assert "Ann" in refused.value.sentence("en")


def test_it_is_handed_on_inside_the_house_only(case: Case, cast: Cast) -> None:
    handling.take(cast.ann, case.pk)
    with pytest.raises(NotAllowed):
        handling.hand_on(cast.ann, case.pk, cast.eve)
    assert handling.hand_on(cast.ann, case.pk, cast.leo).handler == cast.leo


def test_another_body_neither_sees_nor_touches_it(case: Case, cast: Cast) -> None:
    for act in (access.seen, handling.take, handling.put_back):
        with pytest.raises(NotAllowed):
            act(cast.eve, case.pk)
    assert not access.visible(staffing.standing(cast.eve)).exists()


def test_glass_broken_for_a_reason_lets_one_see_and_no_more(case: Case, cast: Cast) -> None:
    with pytest.raises(breaking_glass.NoReason):
        breaking_glass.break_glass(cast.eve, case.subject, "urgent")
    breaking_glass.break_glass(cast.eve, case.subject, "The applicant lies in hospital in our town")
    assert access.seen(cast.eve, case.pk) == case
    with pytest.raises(NotAllowed):
        handling.note(cast.eve, case.pk, "I was here")


def test_broken_glass_is_whole_again_after_an_hour(case: Case, cast: Cast) -> None:
    breaking_glass.break_glass(cast.eve, case.subject, "The applicant lies in hospital in our town")
    clock.set_offset(timedelta(hours=1, seconds=1))
    with pytest.raises(NotAllowed):
        access.seen(cast.eve, case.pk)
    assert breaking_glass.to_look_into().get().user == cast.eve


def test_nobody_judges_their_own_reason(case: Case, cast: Cast) -> None:
    glass = breaking_glass.break_glass(cast.eve, case.subject, "The applicant lies in hospital in our town")
    assert not breaking_glass.look_into(glass.pk, by=cast.eve)
    assert breaking_glass.look_into(glass.pk, by=cast.leo)
    assert not breaking_glass.look_into(glass.pk, by=cast.ben)


def test_who_stands_in_takes_over_what_comes(case: Case, cast: Cast) -> None:
    handling.take(cast.ann, case.pk)
    staffing.substitute(cast.ann, cast.leo, until=clock.now() + timedelta(days=7), by=cast.ann)
    assert handling.take(cast.leo, case.pk).handler == cast.leo
    assert handling.hand_on(cast.leo, case.pk, cast.ann).handler == cast.leo


def test_who_is_back_has_their_own_again(case: Case, cast: Cast) -> None:
    stands_in = staffing.substitute(cast.ann, cast.leo, until=clock.now() + timedelta(days=7), by=cast.ann)
    assert staffing.end_substitution(stands_in.pk, by=cast.ann)
    assert handling.hand_on(cast.ben, case.pk, cast.ann).handler == cast.ann
    assert not staffing.end_substitution(stands_in.pk, by=cast.ann)


def test_nobody_stands_in_for_themselves_or_for_strangers(cast: Cast) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    with pytest.raises(staffing.NotAColleague):
        staffing.substitute(cast.ann, cast.ann, until=tomorrow, by=cast.ann)
    with pytest.raises(staffing.NotAColleague):
        staffing.substitute(cast.ann, cast.eve, until=tomorrow, by=cast.ann)
    with pytest.raises(staffing.NotTheLead):
        staffing.substitute(cast.ann, cast.leo, until=tomorrow, by=cast.ben)


def test_what_somebody_had_is_free_when_they_leave(case: Case, cast: Cast) -> None:
    handling.take(cast.ann, case.pk)
    assert staffing.leave(cast.ann, cast.team, by=cast.leo)
    assert release_all(cast.ann, by=str(cast.leo.pk)) == 1
    assert handling.take(cast.leo, case.pk).handler == cast.leo
    with pytest.raises(NotAllowed):
        access.seen(cast.ann, case.pk)


def test_only_the_lead_says_who_belongs(cast: Cast) -> None:
    with pytest.raises(staffing.NotTheLead):
        staffing.join(cast.eve, cast.team, ["decider"], by=cast.ann)
    with pytest.raises(staffing.NotTheLead):
        staffing.leave(cast.ben, cast.team, by=cast.eve)
