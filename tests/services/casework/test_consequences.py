"""What comes of an application: bill, deadline, parties and several outcomes, written down as they stood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.casework import applications, touches
from services.casework.models import Case, Deadline, FeeDue, Party
from services.catalogue import samples
from services.journeys.steps import Ask, Review
from services.record import clock
from tests.services.casework.conftest import PDF, Applicant
from tests.services.catalogue.test_samples import MOTHER

pytestmark = pytest.mark.django_db
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def now_is(text: str) -> None:
    clock.travel(datetime.fromisoformat(text).replace(tzinfo=HANOI))


def sent(slug: str, **says: Any) -> Applicant:
    """A whole application, sent."""
    samples.load(slug)
    touch = touches.open("web", "vi").id
    applicant = Applicant(applications.start(slug, language="vi", touch=touch), touch)
    while isinstance(applicant.turn.step, Ask):
        step = applicant.turn.step
        name = step.instance.rpartition(".")[2]
        given = (
            applicant.give(step.instance, PDF) if step.question.answer.type == "evidence" else reply(says.get(name, ""))
        )
        turn = applicant.answer(step.instance, given)
        assert not getattr(turn.step, "problems", ()), turn.step
    assert isinstance(applicant.turn.step, Review)
    applicant.declare()
    applicant.submit()
    return applicant


def reply(said: str | Iterator[str]) -> str:
    """What is said each time, or one after the other."""
    return said if isinstance(said, str) else next(said)


def birth(**says: Any) -> Applicant:
    return sent("birth-registration", **MOTHER | {"mother_place": "Long Xuyên"} | says)


def test_late_in_an_giang_with_two_copies() -> None:
    now_is("2026-06-01 10:00")
    birth(born="1/3/2026", copies="2")
    assert {fee.name: fee.amount for fee in FeeDue.objects.all()} == {"late": 8000, "copies": 16_000}


def test_a_poor_household_is_free_and_the_bill_says_why() -> None:
    now_is("2026-06-01 10:00")
    birth(born="1/3/2026", copies="0", poor_household="yes")
    fee = FeeDue.objects.get()
    assert fee.amount == 0
    assert (fee.name, fee.exempt) == ("late", "poor_household")


def test_in_ha_noi_a_law_waives_it_on_the_web_and_the_bill_says_so() -> None:
    now_is("2026-06-01 10:00")
    birth(born="1/3/2026", copies="0", mother_place="Ba Đình")
    fee = FeeDue.objects.get()
    assert fee.amount == 0
    assert fee.difference == "late_fee_in_hanoi"


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-06-01 14:59", date(2026, 6, 1)),
        ("2026-06-01 15:01", date(2026, 6, 2)),
        ("2026-06-06 10:00", date(2026, 6, 8)),
    ],
)
def test_the_deadline_is_counted_when_it_is_sent(moment: str, due: date) -> None:
    now_is(moment)
    birth(born="30/5/2026")
    deadline = Deadline.objects.get()
    assert (deadline.due_on, deadline.calendar, deadline.calendar_version) == (due, "VN", 2)


def test_the_father_is_a_party_with_his_own_time_limit() -> None:
    now_is("2026-06-01 10:00")
    birth(born="30/5/2026")
    father = Party.objects.get()
    assert (father.role, father.must, father.due_on) == ("father", ["confirm"], date(2026, 6, 16))


def test_a_father_who_is_not_named_is_no_party() -> None:
    birth(born="1/11/2026", father_known="no")
    assert not Party.objects.exists()


def test_the_case_goes_to_the_committee_of_the_place() -> None:
    birth(born="1/11/2026")
    authority = Case.objects.get().authority
    assert authority is not None
    assert authority.slug == "long-xuyen-peoples-committee"


BUNDLE = {
    "residence_with": "mother",
    "own_home": "no",
    "householder_name": "Lê Văn Tám",
    "relation_to_head": "grandchild",
}
BUNDLE |= {"first_care": "Trạm y tế phường", "spared": "no", "mother_place": "Long Xuyên", "born": "1/11/2026"}


def test_one_interview_has_three_outcomes_under_one_reference() -> None:
    sent("birth-bundle", **MOTHER | BUNDLE)
    main = Case.objects.get(main=None)
    parts = {case.case_type: case.authority.slug for case in main.parts.all() if case.authority}
    assert main.reference == main.application.reference
    assert parts == {
        "birth-registration": "commune-peoples-committee",
        "permanent-residence": "commune-police",
        "health-insurance-card": "social-insurance",
    }
    assert {party.role for party in Party.objects.all()} == {"father", "householder"}


def test_each_member_of_a_household_business_is_a_party() -> None:
    once = iter(("add", "done"))
    sent("household-business", **BUSINESS, members=once)
    parties = Party.objects.order_by("row")
    assert [party.role for party in parties] == ["member", "member"]
    assert len({party.row for party in parties}) == 2


BUSINESS = {
    "owner_name": "Trần Thị Mai",
    "owner_id": "001 190 001 234",
    "owner_born": "2/2/1990",
    "owner_home": "12 Lê Lợi, Hà Nội",
    "other_business": "no",
    "business_name": "Quán Mai",
    "lines": "done",
    "line": "Bán cà phê",
    "premises_place": "Ba Đình",
    "premises_address": "12 Lê Lợi",
    "capital": "50 triệu",
    "set_up_by": "household",
    "member_name": "Lê Minh",
    "member_id": "001 090 001 235",
    "begins_on": "1/12/2026",
    "workers": "2",
    "tax_letters": "premises",
    "certificate_by": "spot",
}


BORN = [("31/12/2020", "2021-02-28 10:00"), ("1/1/2021", "2021-03-02 10:00")]  # the 59th day, the 60th


@pytest.mark.parametrize(("born", "moment"), BORN)
def test_a_birth_from_before_the_law_stays_under_the_rules_it_began_with(born: str, moment: str) -> None:
    now_is(moment)
    applicant = birth(born=born, copies="0")
    began_under = samples.definition("birth-registration").rules_hash
    assert Case.objects.get(application=applicant.id).version.rules_hash == began_under
    assert not FeeDue.objects.exists()
