"""The queue is in the order of the law, whichever doors people came through; nobody sees another body's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.casework import finding, handling, queue, touches
from services.casework.models import Case, SearchToken, Touch
from services.casework.queue import Filter
from services.people import staffing
from services.people.models import User
from services.record import clock
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant

Arrive = Callable[[], Applicant]
CHANNELS = ("web", "sms", "voice", "counter", "api")


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def many(case: Case) -> list[Case]:
    """Twelve cases of one authority with days and lanes of every kind."""
    made = [case]
    for number in range(11):
        copy = Case.objects.get(pk=case.pk)
        copy.reference, copy.case_type = f"{10**11 + number}", f"type-{number}"
        copy.lane, copy.began_on = number % 3, date(2026, 11, 1) + timedelta(number % 4)
        copy.due_before = clock.now() + timedelta(days=number % 5)
        copy._state.adding = True
        copy.id = uuid4()
        copy.save(force_insert=True)
        made.append(copy)
    return made


def order(user: User, wanted: Filter | None = None) -> list[str]:
    return [case.reference for case in queue.page(user, wanted or Filter(), size=50).cases]


def test_by_lane_then_due_then_first_contact(many: list[Case], cast: Cast) -> None:
    seen = list(queue.page(cast.ann, Filter(), size=50).cases)
    keys = [(case.lane, case.due_before, case.began_on, case.pk) for case in seen]
    assert keys == sorted(keys) and len(seen) == 12


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(doors=st.lists(st.sampled_from(CHANNELS), min_size=12, max_size=12))
def test_other_doors_give_the_same_order(many: list[Case], cast: Cast, doors: list[str]) -> None:
    before = order(cast.ann)
    for case, door in zip(many, doors, strict=True):
        Touch.objects.filter(applications=case.application_id).update(channel=door)
        touches.open(door, "vi")
    assert order(cast.ann) == before


def test_page_by_page_gives_each_once(many: list[Case], cast: Cast) -> None:
    seen: list[str] = []
    after = ""
    while True:
        page = queue.page(cast.ann, Filter(), after, size=5)
        seen += [case.reference for case in page.cases]
        if not (after := page.after):
            break
    assert seen == order(cast.ann)


def test_a_key_of_somebody_else_begins_at_the_front(many: list[Case], cast: Cast) -> None:
    forged = queue.page(cast.ann, Filter(), after="eyJhIjoxfQ:bad", size=5)
    assert [case.reference for case in forged.cases] == order(cast.ann)[:5]


def test_another_body_has_another_queue(many: list[Case], cast: Cast) -> None:
    assert order(cast.eve) == []
    assert finding.search(cast.eve, many[0].reference).cases == ()
    assert queue.next_free(cast.eve) is None


def test_filters_narrow_it(many: list[Case], cast: Cast) -> None:
    handling.take(cast.ann, many[0].pk)
    assert order(cast.ann, Filter(whose="mine")) == [many[0].reference]
    assert many[0].reference not in order(cast.ann, Filter(whose="free"))
    assert order(cast.ann, Filter(case_type="type-3")) == [many[4].reference]
    assert order(cast.ann, Filter(language="pt")) == []


def test_who_stands_in_has_theirs_too(case: Case, cast: Cast) -> None:
    handling.take(cast.ann, case.pk)
    assert order(cast.leo, Filter(whose="mine")) == []
    staffing.substitute(cast.ann, cast.leo, until=clock.now() + timedelta(days=1), by=cast.ann)
    assert order(cast.leo, Filter(whose="mine")) == [case.reference]


def test_what_waits_and_what_is_late_stand_apart(case: Case, cast: Cast) -> None:
    handling.ask(cast.ann, case.pk, again=["born"])
    assert order(cast.ann) == []
    assert order(cast.ann, Filter(state="waiting")) == [case.reference]
    clock.set_offset(timedelta(days=90))
    assert order(cast.ann, Filter(state="late")) == [case.reference]


def test_a_legal_priority_goes_first_and_only_with_its_reason(many: list[Case], cast: Cast) -> None:
    last = Case.objects.get(reference=order(cast.ann)[-1])
    with pytest.raises(Exception, match="no_such_priority"):
        handling.prioritise(cast.ann, many[0].pk, "web")
    Case.objects.filter(pk=last.pk).update(
        priority="hospital", lane=Case.Lane.PRIORITY, due_before=clock.now() - timedelta(1)
    )
    assert order(cast.ann)[0] == last.reference


@pytest.mark.parametrize("text", ["Nguyễn Thị Ẩn", "nguyen an", "AN NGUYEN", "001 056 001 234", "001056001234", "thi"])
def test_found_by_words_and_numbers_with_or_without_accents(case: Case, cast: Cast, text: str) -> None:
    assert [found.pk for found in finding.search(cast.ann, text).cases] == [case.pk]


@pytest.mark.parametrize("text", ["Nguyen Ba", "001 056 001 235", "", "   ", "%", "Hà Nội"])
def test_not_found_by_what_is_not_in_it(case: Case, cast: Cast, text: str) -> None:
    assert finding.search(cast.ann, text).cases == ()


def test_found_by_its_reference(case: Case, cast: Cast) -> None:
    written = f"{case.reference[:4]} {case.reference[4:8]}-{case.reference[8:]}"
    assert [found.pk for found in finding.search(cast.ann, written).cases] == [case.pk]


def test_no_word_of_it_is_kept(case: Case) -> None:
    kept = "".join(SearchToken.objects.values_list("token", flat=True))
    assert kept and "nguyen" not in kept.lower()


def test_two_of_one_name_are_both_found_newest_first(arrive: Arrive, case: Case, cast: Cast) -> None:
    clock.set_offset(timedelta(minutes=1))
    second = sent(arrive())
    assert [found.pk for found in finding.search(cast.ann, "Ẩn").cases] == [second.pk, case.pk]
