"""Somebody else who is asked: told what is asked of them, and nothing of who asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from services.casework import references, secrets, touches
from services.casework.models import Case, Limit, Party
from services.casework.parties import answer
from services.notices import queries
from services.notices.models import Notice
from services.people import contact_plans
from services.record import clock, events
from tests.services.notices.conftest import happened, send
from tests.services.notices.mail_server import FakeMailServer

pytestmark = pytest.mark.django_db
Told = Callable[..., list[Notice]]


@pytest.fixture
def party(case: Case) -> Party:
    plan = contact_plans.draw_up(case.application.data_key, "pt", {"email": "pai@example.pt"})
    made = Party.objects.create(
        application=case.application, role="father", must=["confirm", "sign"], silence="escalate", state="invited",
        reference=references.mint(), language="pt", contact=plan, due_on=date(2031, 5, 4), invited_at=clock.now(),
    )  # fmt: skip
    happened(case, "party.invited", party=made.pk)
    return made


def test_invited_with_a_secret_that_opens(party: Party, told: Told, mail_server: FakeMailServer) -> None:
    (notice,) = told("party.invited")
    send(notice)
    text = mail_server.taken[0].get_content()
    found = re.search(r"número secreto: ([0-9]{8})", text)
    assert found and secrets.holder_of(party.reference, found[1], caller="here") == party
    assert "dizer se concorda; assinar" in text and "4 de maio de 2031" in text


def test_nothing_of_the_applicant(party: Party, case: Case, told: Told, mail_server: FakeMailServer) -> None:
    send(told("party.invited")[0])
    text = mail_server.taken[0].as_string() + mail_server.taken[0].get_content()
    assert "Nguyễn" not in text and references.grouped(case.application.reference) not in text
    assert queries.for_application(case.application_id) == []


def test_their_page_has_it_without_the_secret(party: Party, told: Told) -> None:
    told("party.invited")
    (shown,) = queries.for_party(party.pk)
    assert not re.search(r"[0-9]{8}", shown.body) and "dizer se concorda" in shown.body


@pytest.mark.parametrize("agrees", [True, False])
def test_the_applicant_hears_that_they_answered_not_what(party: Party, told: Told, agrees: bool) -> None:
    answer(party.pk, agrees=agrees, words="Não posso.", touch=touches.open("web", "pt").id)
    (notice,) = told("party.confirmed", "party.refused")
    (shown,) = queries.for_application(party.application_id)
    assert (notice.kind, notice.party) == ("party_answered", None)
    assert "Não posso." not in shown.body


def test_their_longer_time_is_told_to_them(party: Party, case: Case, told: Told) -> None:
    until = clock.now() + timedelta(9)
    limit = Limit.objects.create(
        application=case.application, case=case, kind="party", about=str(party.pk), began_at=clock.now(), before=until,
        calendar="VN",
    )  # fmt: skip
    events.write("limit.lengthened", case.application.subject, {"limit": limit.pk, "again": False})
    (notice,) = told("limit.lengthened")
    assert (notice.party, notice.language) == (party, "pt")
    assert " de 20" in queries.for_party(party.pk)[0].body and not queries.for_application(case.application_id)


def test_who_answered_meanwhile_is_not_invited_any_more(party: Party, told: Told) -> None:
    answer(party.pk, agrees=True, words="", touch=touches.open("web", "pt").id)
    assert told("party.invited") == []
