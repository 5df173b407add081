"""Twilio's API on this machine, at the edge of the outside world: strict, and as difficult as it is told to be."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from tests.channels_phone.gateways.listening import listening, respond

DOCUMENT = Path(os.environ.get("CONFORMANCE_DATA", "../shared/data")) / "twilio" / "twilio_api_v2010.subset.json"
ACCOUNT = "AC" + "0" * 32
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}")
Form = dict[str, list[str]]


@cache
def document() -> OpenAPI:
    return OpenAPI.from_dict(json.loads(DOCUMENT.read_text()))


class FakeTwilio:
    """What it took lies in `taken`; `sounds` are the recordings it has, by their ids.

    `says` is a status and a code to refuse with, None for a body nobody can read; `silent` takes it and
    never answers; `hangs_up` takes it and closes the line. `wrong` is what was not by the rules.
    """

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.wrong: list[str] = []
        self.sounds: dict[str, bytes] = {}
        self.asked = 0
        self.says: tuple[int, int | None] | None = None
        self.silent = self.hangs_up = False
        self.over = threading.Event()
        self.address = ""

    @contextmanager
    def running(self) -> Iterator[FakeTwilio]:
        with listening(self.answer) as self.address:
            try:
                yield self
            finally:
                self.over.set()

    def answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.asked += 1
        path, form = urlsplit(handler.path).path, parse_qs(body.decode(), keep_blank_values=True)
        if self.says is not None:
            respond(handler, *_refusal(*self.says))
            return
        if handler.command != "POST":
            self._recording(handler)
            return
        if wrong := [*_against_the_document(handler, body), *_against_the_rules(path, form)]:
            self.wrong += wrong
            respond(handler, *_refusal(400, 20001))
            return
        said = {name: values[0] for name, values in form.items()}
        self.taken.append(said)
        if self.silent:
            self.over.wait(10)
        if not self.silent and not self.hangs_up:
            respond(handler, 201, json.dumps(_made(path, said, len(self.taken))))

    def _recording(self, handler: BaseHTTPRequestHandler) -> None:
        """Fetched as MP3, by who shows the account's token; or erased."""
        path = urlsplit(handler.path).path
        sid, _, kind = path.rpartition("/")[2].partition(".")
        if handler.command == "DELETE":
            self.wrong += _against_the_document(handler, b"")
            respond(handler, 204 if self.sounds.pop(sid, None) else 404, b"")
        elif "Authorization" in handler.headers and kind == "mp3" and sid in self.sounds:
            respond(handler, 200, self.sounds[sid])
        else:
            respond(handler, 404, b"")


def _against_the_document(handler: BaseHTTPRequestHandler, body: bytes) -> list[str]:
    """What Twilio's own description of its API finds, where it is here."""
    if not DOCUMENT.exists():
        return []
    request = MockRequest(
        "https://api.twilio.com", handler.command.lower(), urlsplit(handler.path).path, data=body,
        headers=dict(handler.headers), content_type=handler.headers.get("Content-Type", ""),
    )  # fmt: skip
    return [str(error) for error in document().iter_request_errors(request)]


def _against_the_rules(path: str, form: Form) -> list[str]:
    """What the description lacks."""
    said = {name: values[0] for name, values in form.items()}
    rules = {
        "one of each": all(len(values) == 1 for values in form.values()),
        "ours": path.startswith(f"/2010-04-01/Accounts/{ACCOUNT}/"),
        "To": E164.fullmatch(said.get("To", "")) is not None,
    }
    if path.endswith("/Messages.json"):
        sender = said.get("From", "")
        rules["Body"] = 0 < len(said.get("Body", "")) <= 1600
        rules["From or MessagingServiceSid"] = ("From" in said) != ("MessagingServiceSid" in said)
        rules["From"] = not sender or bool(E164.fullmatch(sender) or NAME.fullmatch(sender))
    else:
        rules["From"] = E164.fullmatch(said.get("From", "")) is not None
        rules["Url or Twiml"] = ("Url" in said) != ("Twiml" in said)
    return [name for name, kept in rules.items() if not kept]


def _made(path: str, said: dict[str, str], count: int) -> dict[str, Any]:
    call = path.endswith("/Calls.json")
    status = "accepted" if "MessagingServiceSid" in said else "queued"
    return {
        "sid": f"{'CA' if call else 'SM'}{count:032x}",
        "status": status,
        "to": said["To"],
        "from": said.get("From"),
    }


def _refusal(status: int, code: int | None) -> tuple[int, str]:
    said = {"code": code, "message": "The 'To' number +84901234567 is not good", "status": status}
    return status, "<html>" if code is None else json.dumps(said)
