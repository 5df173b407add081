"""Every address of the office, for everybody: a new one without a row here fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from services.casework.models import Case, Document
from services.office import bulk
from services.office.acting.table import ACTIONS
from services.office.urls import urlpatterns
from services.people import breaking_glass
from tests.services.casework.cast import Cast
from tests.services.office.desks import at_desk

PEOPLE = ("anonymous", "halfway", "outsider", "handler", "decider", "lead")


class Row(NamedTuple):
    """What is asked, and what each of PEOPLE gets."""

    method: str
    args: Callable[[Case, Document, Cast], tuple[Any, ...]]
    data: dict[str, str]
    gets: tuple[int, ...]


def nothing(*_: object) -> tuple[Any, ...]:
    return ()


def of_case(case: Case, *_: object) -> tuple[Any, ...]:
    return (case.pk,)


READS = (302, 302, 200, 200, 200, 200)
OWN = (302, 302, 404, 200, 200, 200)
WRITES = (403, 302, 404, 302, 302, 302)
LEADS = (403, 302, 302, 403, 403, 302)
ROWS = {
    "home": Row("get", nothing, {}, READS),
    "search": Row("get", nothing, {}, READS),
    "next": Row("post", nothing, {}, (403, 302, 302, 302, 302, 302)),
    "save_filter": Row("post", nothing, {"name": "Late", "state": "late"}, (403, 302, 302, 302, 302, 302)),
    "forget_filter": Row("post", lambda *_: (1,), {}, (403, 302, 302, 302, 302, 302)),
    "bulk": Row("post", lambda *_: (), {"action": "take", "case": str(uuid4())}, (403, 302, 302, 302, 302, 302)),
    "bulk_job": Row(
        "get", lambda case, _, cast: (bulk.begin(cast.ann, "take", []).pk,), {}, (302, 302, 404, 200, 404, 404)
    ),
    "case": Row("get", of_case, {}, OWN),
    "act": Row("post", lambda case, *_: (case.pk, "note"), {"text": "x"}, WRITES),
    "document": Row("get", lambda case, document, _: (case.pk, document.pk), {}, OWN),
    "output": Row("get", lambda case, *_: (case.pk, uuid4()), {}, (302, 302, 404, 404, 404, 404)),
    "file": Row("get", of_case, {}, OWN),
    "glass": Row("get", nothing, {}, READS),
    "figures": Row("get", nothing, {}, READS),
    "team": Row("get", nothing, {}, READS),
    "team_act": Row("post", lambda *_: ("join",), {"email": "ann@office.example"}, (403, 302, 403, 403, 403, 302)),
    "outages": Row("get", nothing, {}, READS),
    "end_outage": Row("post", lambda *_: (1,), {}, LEADS),
}


def client_of(who: str, cast: Cast) -> Client:
    if who == "anonymous":
        return Client(headers={"host": "localhost"})
    user = {"halfway": cast.ann, "outsider": cast.eve, "handler": cast.ann, "decider": cast.ben, "lead": cast.leo}[who]
    client = at_desk(user, second_factor=who != "halfway").client
    client.handler.enforce_csrf_checks = False
    return client


def test_every_address_has_its_row() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(ROWS)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_gets_what(case: Case, document: Document, cast: Cast, who: str) -> None:
    client = client_of(who, cast)
    for name, row in ROWS.items():
        data = row.data | ({"team": str(cast.team.pk), "roles": "handler"} if name == "team_act" else {})
        address = reverse(f"office:{name}", args=row.args(case, document, cast))
        response = getattr(client, row.method)(address, data)
        assert response.status_code == row.gets[PEOPLE.index(who)], name


@pytest.mark.parametrize("name", ACTIONS)
def test_no_action_for_who_does_not_belong(case: Case, cast: Cast, name: str) -> None:
    address = reverse("office:act", args=[case.pk, name])
    assert client_of("outsider", cast).post(address).status_code == 404
    breaking_glass.break_glass(cast.eve, case.subject, "She lies here and cannot speak.")
    assert client_of("outsider", cast).post(address).status_code == 403


def test_only_a_decider_does_what_is_theirs(case: Case, cast: Cast) -> None:
    for name, action in ACTIONS.items():
        status = client_of("handler", cast).post(reverse("office:act", args=[case.pk, name])).status_code
        assert (status == 403) == (action.role in ("decider", "archivist")), name
