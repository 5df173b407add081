"""What a result leads to is offered, and begun only by the person, with what is known already filled in."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from services.casework import applications, taking_up, touches
from services.casework.clocks import claiming
from services.casework.errors import NotNow
from services.casework.models import AnswerRow, Application, Case, Offer, Touch
from services.journeys.steps import Ask, Review
from services.record import clock, ledger
from tests.services.casework.small import publish, sent

pytestmark = pytest.mark.django_db

BIRTH = """
questions:
  - {ask: name, type: person_name, concept: name}
  - {ask: born, type: date, concept: child-birth-date}
  - {ask: girl, type: yes_no}
decision: automatic
triggers: [allowance, {service: card, when: girl}, nowhere]
"""
ALLOWANCE = """
begins: proposal
proposal: {calendar_days: 30, silence: SILENCE}
questions:
  - {ask: person, type: person_name, concept: name}
  - {ask: child, type: date, concept: child-birth-date}
"""
CARD = """
questions:
  - {ask: holder, type: person_name, concept: name}
  - {ask: photo, type: yes_no}
"""


def offers(folder: Path, silence: str = "lapses") -> dict[str, Offer]:
    """A birth is registered by rules; what it leads to."""
    publish(folder, "allowance", ALLOWANCE.replace("SILENCE", silence), "automatic: You will hear from us.")
    publish(folder, "card", CARD)
    publish(folder, "birth", BIRTH)
    sent("birth", name="Nguyễn Văn Á", born="1/3/2026", girl="yes")
    return {each.service: each for each in Offer.objects.select_related("case")}


def take_up(offer: Offer) -> applications.Turn:
    touch = touches.open("web", "en").id
    started = taking_up.take_up(offer.pk, language="en", touch=touch, keyed_by="citizen")
    return applications.current(started.application.pk)


def test_only_what_there_is_and_what_holds(tmp_path: Path) -> None:
    assert {name: offer.proposed for name, offer in offers(tmp_path).items()} == {"allowance": True, "card": False}
    assert Application.objects.count() == 1


def test_a_proposal_needs_nothing_but_to_be_checked(tmp_path: Path) -> None:
    turn = take_up(offers(tmp_path)["allowance"])
    assert isinstance(turn.step, Review)
    assert [(each.instance, each.value) for each in turn.step.answers] == [
        ("person", "Nguyễn Văn Á"),
        ("child", "2026-03-01"),
    ]


def test_each_answer_says_where_it_comes_from(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    turn = take_up(offer)
    assert isinstance(turn.step, Ask) and turn.step.instance == "photo"
    row = AnswerRow.objects.get(instance="holder")
    assert (row.keyed_by, row.source) == ("platform", f"case:{offer.case.reference}")


def test_taken_up_once(tmp_path: Path) -> None:
    offer = offers(tmp_path)["card"]
    take_up(offer)
    with pytest.raises(NotNow, match="offer_taken_up") as again:
        take_up(offer)
    assert Application.objects.count() == 2
    assert any(character.isdigit() for character in again.value.sentence("en"))


def test_refused_it_is_not_begun(tmp_path: Path) -> None:
    offer = offers(tmp_path)["allowance"]
    for _ in range(2):
        taking_up.refuse(offer.pk, touch=touches.open("web", "en").id, keyed_by="citizen")
    with pytest.raises(NotNow, match="offer_refused"):
        take_up(offer)
    assert list(ledger.verify()) == []


def test_a_proposal_nobody_answers_lapses(tmp_path: Path) -> None:
    offer = offers(tmp_path)["allowance"]
    clock.set_offset(timedelta(days=40))
    assert claiming.lapse_limits() >= 1
    with pytest.raises(NotNow, match="offer_lapsed"):
        take_up(offer)
    assert not Case.objects.filter(case_type="allowance").exists()


def test_where_a_law_says_so_silence_accepts(tmp_path: Path) -> None:
    offers(tmp_path, silence="accepted")
    clock.set_offset(timedelta(days=40))
    claiming.lapse_limits()
    case = Case.objects.get(case_type="allowance")
    assert Touch.objects.get(applications=case.application).channel == "law"
    assert Offer.objects.get(service="allowance").state == Offer.State.TAKEN_UP
