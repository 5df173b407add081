"""Who was proven in one application is so in what they take up because of it; a law needs nobody's proof."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from services.casework import applications, taking_up, touches
from services.casework.clocks import claiming
from services.casework.models import Application, Case, Offer
from services.journeys.steps import Declare, Prove
from services.record import clock
from services.record.models import Entry
from tests.services.casework.conftest import Applicant
from tests.services.casework.small import publish, sent

pytestmark = pytest.mark.django_db

BIRTH = """
assurance: LEVEL
questions:
  - {ask: name, type: person_name, concept: name}
  - {ask: mine, type: date, concept: birth-date}
decision: automatic
triggers: [allowance]
"""
ALLOWANCE = """
assurance: substantial
begins: proposal
proposal: {calendar_days: 30, silence: SILENCE}
questions:
  - {ask: person, type: person_name, concept: name}
  - {ask: day, type: date, concept: birth-date}
"""


def offered(folder: Path, level: str = "substantial", silence: str = "lapses") -> Offer:
    publish(folder, "allowance", ALLOWANCE.replace("SILENCE", silence), "automatic: You will hear from us.")
    publish(folder, "birth", BIRTH.replace("LEVEL", level))
    sent("birth", name="Nguyễn Văn Á", mine="1/3/1990")
    return Offer.objects.select_related("case").get()


def taken_up(offer: Offer) -> Applicant:
    touch = touches.open("web", "en").id
    return Applicant(taking_up.take_up(offer.pk, language="en", touch=touch, keyed_by="citizen"), touch)


def checked(applicant: Applicant) -> applications.Turn:
    return applications.review(applicant.id, applicant.turn.revision, touch=applicant.touch, keyed_by="citizen")


def test_it_is_not_asked_twice(tmp_path: Path) -> None:
    assert isinstance(checked(taken_up(offered(tmp_path))).step, Declare)
    assert Entry.objects.get(kind="proof.carried").data["ways"] == ["letter", "sms"]


def test_under_another_name_it_is_asked(tmp_path: Path) -> None:
    applicant = taken_up(offered(tmp_path))
    applicant.answer("person", "Trần Thị Mai")
    assert isinstance(checked(applicant).step, Prove)


def test_who_was_not_proven_there_is_asked_here(tmp_path: Path) -> None:
    assert isinstance(checked(taken_up(offered(tmp_path, level="low"))).step, Prove)


def test_what_a_law_sends_needs_nobodys_proof(tmp_path: Path) -> None:
    offered(tmp_path, level="low", silence="accepted")
    clock.set_offset(timedelta(days=32))
    claiming.lapse_limits()
    assert Case.objects.count() == 2
    assert Application.objects.order_by("began_at").last() == Application.objects.get(proven_by=["law"])
