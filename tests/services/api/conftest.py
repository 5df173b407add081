"""Machines at the door: two of one organisation, one of another, and somebody without a token."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from pytest_django import Settings

from services.api import systems
from services.api.models import System
from services.api.scopes import SCOPES, STAFF
from services.casework.models import Case
from services.catalogue import samples
from services.catalogue.models import Organisation
from tests.conftest import prove
from tests.services.casework.conftest import PDF, SAYS

__all__ = ["PDF", "SAYS"]
V1 = "/api/v1/"
APPLYING = [scope for scope in SCOPES if scope not in STAFF]
WORKING = [*STAFF, "documents.read"]


@dataclass
class Caller:
    """A machine with its token, which speaks JSON and reads a language."""

    token: str = ""
    system: System | None = None
    language: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def call(self, method: str, path: str, said: Any = None, **headers: str) -> Any:
        """The response to JSON sent to a path below /api/v1/."""
        headers = {**self.shown, **headers}
        content = "" if said is None else json.dumps(said)
        return self.client.generic(method, V1 + path, content, "application/json", headers=headers)

    @property
    def shown(self) -> dict[str, str]:
        """Who calls, and in which language if it says so."""
        spoken = {"Accept-Language": self.language} if self.language else {}
        return spoken | ({"Authorization": f"Bearer {self.token}"} if self.token else {})

    def get(self, path: str, **headers: str) -> Any:
        return told(self.call("GET", path, **headers))

    def post(self, path: str, said: Any = None, **headers: str) -> Any:
        return told(self.call("POST", path, said, **headers))

    def put(self, path: str, said: Any) -> Any:
        return told(self.call("PUT", path, said))

    def give(self, path: str, file: Any, *, paper: str = "", **headers: str) -> Any:
        """A file, in a form."""
        form = {"file": file} | ({"paper": paper} if paper else {})
        return self.client.post(V1 + path, form, headers={**self.shown, **headers})

    def start(self, service: str = "social-pension", language: str = "vi") -> Any:
        return self.post("applications/", {"service": service, "language": language})

    def answer_all(self, application: str, **says: str) -> Any:
        """Answer whatever is asked, as somebody who may have a pension."""
        turn = self.get(f"applications/{application}/")
        while turn["step"]["kind"] == "ask":
            instance = turn["step"]["instance"]
            said = {"raw": (SAYS | says)[instance.rpartition(".")[2]], "revision": turn["revision"]}
            turn = self.put(f"applications/{application}/answers/{instance}/", said)
        return turn

    def send(self, application: str, **says: str) -> Any:
        turn = self.answer_all(application, **says)
        turn = self.post(f"applications/{application}/review/", {"revision": turn["revision"]})
        if turn["step"]["kind"] == "prove":
            prove(UUID(application))
        self.post(f"applications/{application}/declare/", {"revision": turn["revision"]})
        return self.post(f"applications/{application}/submit/")


def told(response: Any) -> Any:
    """What a success says; whatever else is in the assertion."""
    assert response.status_code < 300, (response.status_code, response.content.decode())
    return json.loads(response.content) if response.content else None


def refused(response: Any, status: int, code: str) -> dict[str, Any]:
    """The problem, which is of this status and code and whole."""
    problem: dict[str, Any] = json.loads(response.content)
    assert (response.status_code, problem["status"]) == (status, status), problem
    assert response["Content-Type"] == "application/problem+json"
    assert problem["type"].endswith(f"/api/v1/problems/{code}/"), problem
    assert problem["title"] and problem["detail"] and problem["instance"].startswith("/api/")
    return problem


def caller(organisation: Organisation, name: str, scopes: list[str]) -> Caller:
    system, token = systems.create(organisation, name, scopes, by="tests")
    return Caller(token, system)


@pytest.fixture(autouse=True)
def private_storage(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path_factory.mktemp("documents")
    settings.API_LIMIT = "100000/minute"
    settings.REQUEST_LIMIT = "100000/minute"


@pytest.fixture
def catalogue(db: None) -> None:
    samples.load("social-pension")


@pytest.fixture
def home(catalogue: None) -> Organisation:
    """Where the pensions are decided."""
    return Organisation.objects.get(slug="commune-peoples-committee")


@pytest.fixture
def elsewhere(catalogue: None) -> Organisation:
    return Organisation.objects.get(slug="leeds-city-council")


@pytest.fixture
def anybody(db: None) -> Caller:
    """No token at all."""
    return Caller()


@pytest.fixture
def portal(home: Organisation) -> Caller:
    """A portal through which people apply."""
    return caller(home, "Portal", APPLYING)


@pytest.fixture
def desk(home: Organisation) -> Caller:
    """A machine that works on the cases of its organisation."""
    return caller(home, "Desk", WORKING)


@pytest.fixture
def stranger(elsewhere: Organisation) -> Caller:
    """A machine of another body, which may do everything there."""
    return caller(elsewhere, "Stranger", list(SCOPES))


@pytest.fixture
def application(portal: Caller) -> str:
    """An application that was begun."""
    return str(portal.start()["application"]["id"])


@pytest.fixture
def sent(portal: Caller, application: str) -> str:
    """An application that was sent."""
    portal.send(application)
    return application


@pytest.fixture
def case(sent: str) -> Case:
    """The case of an application that was sent."""
    return Case.objects.select_related("authority").get(application=UUID(sent))
