"""Mrs An calls: she is spoken to in her language, keys her code, and hears how far it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client

from channels_phone.gateways.twilio import FORM, HEADER, signature
from channels_phone.simulator.network import OURS
from config.tour.reading import Astray
from config.tour.texting import PACE
from services.record import clock

SAY = re.compile(r"<Say[^>]*>(.*?)</Say>", re.DOTALL)
ACTION = re.compile(r'<Gather action="([^"]+)"')


def ask(number: str, secret: str) -> Iterator[str]:
    """From the first ring to the answer, each key through the signed webhook."""
    call = f"CA{uuid4().hex}"
    where, _ = said(number, call, "/phone/voice", "", "Quý vị cần gì?")
    where, _ = said(number, call, where, "2", "mã bí mật")
    where, heard = said(number, call, where, secret.replace(" ", ""), "Quý vị đã bấm")
    yield f"voice She calls, keys her code and hears it read back: “{heard[0]}”"
    _, heard = said(number, call, where, "1", "giải quyết")
    yield f"voice She presses 1, and is told: “{heard[0]}”"


def said(number: str, call: str, path: str, digits: str, expected: str) -> tuple[str, list[str]]:
    """Where the next keys go, and what is heard; raises Astray where this is not among it."""
    clock.travel(clock.now() + PACE)
    form = {"CallSid": call, "From": number, "To": OURS, "Direction": "inbound", "Digits": digits}
    shown = signature(f"{settings.PUBLIC_BASE_URL}{path}", form)
    sent = Client(headers={"host": "localhost"}).post(path, urlencode(form), FORM, headers={HEADER: shown})
    twiml = sent.content.decode()
    heard, action = [unescape(each) for each in SAY.findall(twiml)], ACTION.search(twiml)
    if expected not in " ".join(heard) or action is None:
        raise Astray(f"To the keys “{digits}” the answer ({sent.status_code}) is {heard}, without “{expected}”.")
    return action[1], heard
