"""Staff at their desks: signed in, their second factor shown, without the way in that its own tests walk."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from config.headless import Headless, Page
from services.casework.models import Case
from services.office.access import SHOWN
from services.office.sessions import BEGAN, SessionStore
from services.people.models import User
from services.record import clock

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Desk(Headless):
    """Somebody of the staff at work."""

    def do(self, case: Case, name: str, **typed: Any) -> Page:
        """Press a button of the case, or fill its form in."""
        return self.post(f"cases/{case.pk}/do/{name}/", **typed)

    def post(self, path: str, **typed: Any) -> Page:
        """Send a form to a page under /office/, as one would that was opened there."""
        token = TOKEN.search(self.open("/office/glass/").html)
        sent = typed | ({"csrfmiddlewaretoken": token[1]} if token else {})
        return self._arrived(self.client.post(f"/office/{path}", sent, follow=True), f"/office/{path}")


def at_desk(user: User, language: str = "en", *, second_factor: bool = True) -> Desk:
    """Their browser, speaking this language."""
    headers = {"host": "localhost", "accept-language": language}
    client = Client(enforce_csrf_checks=True, headers=headers)
    client.cookies["evenhand_staff"] = _session(user, second_factor)
    return Desk(language, client)


def _session(user: User, second_factor: bool) -> str:
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    store[HASH_SESSION_KEY], store[BEGAN] = user.get_session_auth_hash(), clock.now().isoformat()
    if second_factor:
        store[SHOWN] = {"user": str(user.pk), "at": clock.now().isoformat()}
    store.save(must_create=True)
    return str(store.session_key)
