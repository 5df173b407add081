"""Signing in at the authority's own provider, which answers over HTTP as a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config import doors
from config.engines.waiting import wait_until
from config.headless import Headless, Page
from services.people.models import User
from services.record.models import Entry
from tests.processes import python
from tests.services.office.conftest import code

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    where = f"http://127.0.0.1:{port}"
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    with python("-m", "oidc_provider_mock", "-p", str(port), env=environment, stderr=subprocess.DEVNULL):
        assert wait_until(lambda: _answers(where), 30)
        yield where


@pytest.fixture
def provider(address: str, settings: Settings) -> str:
    said = {"name": "Hà Nội", "server_url": address, "client_id": "evenhand", "secret": "s"}
    settings.STAFF_OIDC = said
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": doors.provider(said), "OAUTH_PKCE_ENABLED": True}}
    return address


def _answers(where: str) -> bool:
    try:
        with urlopen(f"{where}/.well-known/openid-configuration", timeout=1) as response:
            return bool(response.status == 200)
    except OSError:
        return False


FORM = "application/x-www-form-urlencoded"
UNKNOWN = {"email": "x@y.example", "email_verified": True}
NOT_VOUCHED_FOR = {"email": "an@office.example"}


def asked(where: str, method: str, path: str, body: str, kind: str) -> str:
    """Where the provider then sends the browser."""
    connection = HTTPConnection(urlsplit(where).netloc, timeout=10)
    connection.request(method, path, body, {"Content-Type": kind})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.getheader("Location") or ""


def knows(where: str, sub: str, **claims: object) -> None:
    asked(where, "PUT", f"/users/{sub}", json.dumps(claims), "application/json")


def through(browser: Headless, sub: str, action: str = "") -> Page:
    """Off to the provider, who that is said there, and back."""
    away = urlsplit(browser.client.get("/office/sign-in/with/staff/?next=/office/")["Location"])
    form = urlencode({"sub": sub, "action": action})
    # The provider of the tests forgets to send back the state of who stops.
    back = asked(f"http://{away.netloc}", "POST", f"{away.path}?{away.query}", form, FORM)
    state = f"&state={parse_qs(away.query)['state'][0]}" if action else ""
    return browser.open(back.removeprefix("http://localhost") + state)


def test_unset_it_is_not_offered(browser: Headless) -> None:
    assert "/sign-in/with/" not in browser.open("/office/sign-in/").text
    assert browser.open("/office/sign-in/with/staff/").status == 404


def test_half_set_it_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="needs client_id, secret"):
        doors.provider({"name": "x", "server_url": "https://x.example"})


def test_an_account_with_that_address_is_found_and_its_second_factor_asked(provider: str, an: User) -> None:
    knows(provider, "an", email="AN@office.example", email_verified=True, name="An")
    browser = Headless()
    assert "Sign in with Hà Nội" in browser.open("/office/sign-in/").text
    page = through(browser, "an")
    assert page.heading == "Your second factor"
    assert browser.submit(page, "/second-factor/code/", code=code()).path == "/office/"
    assert SocialAccount.objects.get().user == an and SocialAccount.objects.get().extra_data == {}
    assert Entry.objects.filter(subject=f"user:{an.pk}", kind="user.provider_connected").exists()
    assert an.has_usable_password() and User.objects.get().has_usable_password()


def test_next_time_the_provider_is_known_whatever_the_address(provider: str, an: User) -> None:
    knows(provider, "an2", email=an.email, email_verified=True)
    through(Headless(), "an2")
    knows(provider, "an2", email="changed@office.example", email_verified=True)
    assert through(Headless(), "an2").heading == "Your second factor"


@pytest.mark.parametrize("claims", [UNKNOWN, NOT_VOUCHED_FOR, {}])
def test_nobody_else_is_let_in_or_gets_an_account(provider: str, an: User, claims: dict[str, object]) -> None:
    knows(provider, "somebody", **claims)
    page = through(Headless(), "somebody")
    assert page.heading == "You have no account here"
    assert User.objects.count() == 1 and not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(provider: str, binh: User) -> None:
    knows(provider, "binh", email=binh.email, email_verified=True)
    assert through(Headless(), "binh").heading == "This account is closed"


def test_who_stops_there_is_told_so(provider: str) -> None:
    assert through(Headless(), "an", "deny").heading == "You stopped signing in"


def test_an_answer_nobody_asked_for_is_refused(provider: str, an: User) -> None:
    page = Headless().open("/office/sign-in/with/staff/back/?code=x&state=y")
    assert page.status == 401 and page.heading == "Signing in did not work"


def test_a_provider_that_is_away_is_said_out_loud(provider: str, settings: Settings) -> None:
    away = {"name": "Hà Nội", "server_url": "http://127.0.0.1:9", "client_id": "e", "secret": "s"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": doors.provider(away)}}
    page = Headless().open("/office/sign-in/with/staff/")
    assert page.status == 502 and page.heading == "Signing in did not work"
