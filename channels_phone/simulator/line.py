"""A call in a browser: what is said on the line, and the keys and words that go back through the signed webhook."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from html import unescape
from typing import Any
from uuid import uuid4

from django.core.cache import cache

from channels_phone.gateways import console
from channels_phone.gateways.console import Ringing, ringing, stop_ringing
from channels_phone.simulator.network import OURS, posted

KEPT = 3600  # seconds
SAY = re.compile(r'<Say language="([^"]*)"[^>]*>(.*?)</Say>', re.DOTALL)
GATHER = re.compile(r"<Gather([^>]*)>")
RECORD = re.compile(r"<Record([^>]*)>")
ENQUEUE = re.compile(r"<Enqueue([^>]*)>")
REDIRECT = re.compile(r"<Redirect[^>]*>(.*?)</Redirect>")
HOPS = 10
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
KEYS = "123456789*0#"


@dataclass(frozen=True, slots=True)
class Line:
    """A call that is going on: where its next answer goes, what was just said, and the keys of an entry so far."""

    sid: str
    ours: bool
    action: str
    says: tuple[tuple[str, str], ...]
    keys: str = ""
    one_key: bool = True
    listens: bool = False
    records: bool = False
    after: str = ""
    """Where it goes on once they leave the queue they wait in."""

    @property
    def over(self) -> bool:
        return not self.action


def line_of(number: str) -> Line | None:
    """The call of this telephone."""
    kept = cache.get(_key(number))
    return Line(**{**kept, "says": tuple(map(tuple, kept["says"]))}) if kept else None


def rings(number: str) -> Ringing | None:
    """The platform, while it calls this telephone."""
    return ringing(number)


def dial(number: str, to: str = OURS) -> None:
    """Raises NotAnswered."""
    call = Line(f"CA{uuid4().hex}", False, "", ())
    _went(number, call, "/phone/voice", {"CallStatus": "ringing"}, to)


def pick_up(number: str, call: Ringing) -> None:
    """Raises NotAnswered."""
    stop_ringing(number)
    _went(number, Line(call.sid, True, "", ()), call.path, {"CallStatus": "in-progress"})


def press(number: str, call: Line, key: str) -> None:
    """One key; an entry goes out with its hash. Raises NotAnswered."""
    if call.one_key or key == "#":
        keys = f"{call.keys}{key}" if call.one_key else call.keys
        _went(number, call, call.action, {"Digits": keys})
    else:
        _keep(number, replace(call, keys=f"{call.keys}{key}"))


def say(number: str, call: Line, words: str) -> None:
    """Raises NotAnswered."""
    _went(number, call, call.action, {"SpeechResult": words, "Confidence": "0.9"} if words else {"Digits": call.keys})


def record(number: str, call: Line, sound: bytes) -> None:
    """What they said after the tone. Raises NotAnswered."""
    _went(number, call, call.action, {"RecordingUrl": console.record(sound), "RecordingDuration": "2", "Digits": "#"})


def hang_up(number: str, call: Line) -> None:
    """Raises NotAnswered."""
    cache.delete(_key(number))
    posted("/phone/status/voice/", _form(number, call, {"CallStatus": "completed"}))


def decline(number: str, call: Ringing) -> None:
    """Nobody answers. Raises NotAnswered."""
    stop_ringing(number)
    posted(call.status_path, _form(number, Line(call.sid, True, "", ()), {"CallStatus": "no-answer"}))


def _went(number: str, call: Line, path: str, more: dict[str, str], to: str = OURS) -> None:
    """Until the person is waited for, or the call is over."""
    here = replace(call, says=())
    for _ in range(HOPS):
        twiml = posted(path, _form(number, call, more, to))
        here = _said(here, twiml)
        if not (onward := _onward(here, twiml)):
            break
        path, more = onward
    _keep(number, here)


def _said(call: Line, twiml: str) -> Line:
    """What was said so far, and what is waited for; what waits for nothing and leads nowhere ends the call."""
    says = tuple((language, unescape(text)) for language, text in SAY.findall(twiml))
    records, queue = _attributes(RECORD, twiml), _attributes(ENQUEUE, twiml)
    wants = records or _attributes(GATHER, twiml)
    return Line(
        call.sid, call.ours, wants.get("action", ""), (*call.says, *says), "", "numDigits" in wants,
        "speech" in wants.get("input", ""), bool(records), queue.get("action", call.after),
    )  # fmt: skip


def _onward(call: Line, twiml: str) -> tuple[str, dict[str, str]] | None:
    """What is asked next, with nobody doing anything."""
    if wait := _attributes(ENQUEUE, twiml).get("waitUrl"):
        return wait, {"QueuePosition": "1"}
    if "<Leave" in twiml and call.after:
        return call.after, {"QueueResult": "leave"}
    found = None if call.records else REDIRECT.search(twiml)
    return (unescape(found[1]), {}) if found else None


def _attributes(verb: re.Pattern[str], twiml: str) -> dict[str, str]:
    found = verb.search(twiml)
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(found[1])} if found else {}


def _form(number: str, call: Line, more: dict[str, str], to: str = OURS) -> dict[str, str]:
    ends = {"From": to, "To": number} if call.ours else {"From": number, "To": to}
    return {"CallSid": call.sid, "Direction": "outbound-api" if call.ours else "inbound", **ends, **more}


def _keep(number: str, call: Line) -> None:
    kept: dict[str, Any] = asdict(call)
    cache.set(_key(number), kept, KEPT)


def _key(number: str) -> str:
    return f"line:{number}"
