"""Tokens: made once, kept as a hash, limited to their scopes, taken back."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from services.api import systems
from services.api.models import System
from services.api.scopes import NoSuchScope
from services.casework.models import Case
from services.catalogue.models import Organisation
from services.record.models import Entry
from tests.services.api.conftest import Caller, refused


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("api_token", *arguments, stdout=out)
    return out.getvalue()


def test_a_token_is_printed_once_and_opens_what_its_scopes_say(home: Organisation) -> None:
    printed = command("create", home.slug, "Portal", "--scope", "applications.write")
    token = printed.split()[-1]
    assert token.startswith("evh_") and token not in str(System.objects.values().get())
    assert token not in command("list") and "never" in command("list")
    caller = Caller(token)
    assert caller.start()["reference"]
    refused(caller.call("GET", "applications/"), 403, "scope_missing")
    assert "never" not in command("list")


def test_revoked_it_opens_nothing_and_its_cases_are_free(desk: Caller, case: Case) -> None:
    desk.post(f"cases/{case.pk}/take/")
    assert desk.system is not None
    command("revoke", str(desk.system.pk))
    problem = desk.call("GET", "cases/")
    refused(problem, 401, "not_authenticated")
    assert problem["WWW-Authenticate"].startswith("Bearer")
    case.refresh_from_db()
    assert case.handler is None and "revoked" in command("list")
    with pytest.raises(CommandError):
        command("revoke", str(desk.system.pk))
    assert [each.kind for each in _of(desk)] == ["system.created", "system.revoked"]


def test_mistakes_are_said(home: Organisation) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        command("create", "nowhere", "Portal", "--scope", "cases.read")
    with pytest.raises(NoSuchScope, match="everything"):
        systems.create(home, "Portal", ["everything"], by="tests")
    assert not System.objects.exists()


@pytest.mark.parametrize(
    "shown", ["Bearer nothing", "Basic x", "Bearer ", "Bearer", "x", f"Bearer {'x' * 5000}", "Bearer ő"]
)
def test_whoever_shows_no_good_token(anybody: Caller, shown: str) -> None:
    for path in ("cases/", "services/"):
        refused(anybody.call("GET", path, Authorization=shown), 401, "not_authenticated")


def test_a_system_that_sees_no_cases_belongs_to_no_team(portal: Caller, desk: Caller) -> None:
    assert portal.system and desk.system
    assert not portal.system.user.memberships.exists()
    assert desk.system.user.memberships.get().roles == ["decider", "handler"]
    assert not desk.system.user.has_usable_password()


def test_a_token_is_good_for_so_many_requests(portal: Caller, stranger: Caller, settings: Settings) -> None:
    settings.API_LIMIT = "2/minute"
    for _ in range(2):
        portal.get("services/")
    response = portal.call("GET", "services/")
    refused(response, 429, "too_many_requests")
    assert 0 < int(response["Retry-After"]) <= 60
    stranger.get("services/")


def test_an_address_is_good_for_so_many_requests(anybody: Caller, settings: Settings) -> None:
    settings.REQUEST_LIMIT = "1/minute"
    anybody.get("outages/")
    response = anybody.call("GET", "outages/")
    refused(response, 429, "too_many_requests")
    assert int(response["Retry-After"]) > 0


def _of(caller: Caller) -> list[Entry]:
    assert caller.system is not None
    return list(Entry.objects.filter(subject=caller.system.keyed_by).order_by("sequence"))
