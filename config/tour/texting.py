"""Mrs An takes her old telephone: she comes back to her application by text message and answers what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import unescape
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.test import Client

from channels_phone.conversations import token_of
from channels_phone.gateways.twilio import FORM, HEADER, MESSAGE, signature
from channels_phone.models import Conversation
from channels_phone.simulator.handset import FILM
from channels_phone.simulator.network import OURS
from config.tour.reading import Astray
from services.record import clock

PACE = timedelta(seconds=20)


def free_number() -> str:
    """Hers in this story: whoever told it before on this machine had another."""
    taken = set(Conversation.objects.values_list("caller", flat=True))
    return next(number for number in FILM if token_of(number) not in taken)


def answer(number: str, reference: str, secret: str, question: str) -> Iterator[str]:
    """From the language to the receipt, each message through the signed webhook."""
    text = partial(texted, number)
    text("Xin chào", "Chọn ngôn ngữ")
    text("1", "Đã có mã hồ sơ")
    text("2", "12 chữ số")
    text(reference, "8 chữ số")
    stands = text(secret, "cần quý vị bổ sung")
    yield f"sms   Mrs An texts her reference and its code from her old telephone: “{stands[0]}”"
    text("1", question)
    yield f"sms   “{question}” 1 Có, 2 Không. She answers: 1"
    text("1", "0 Đúng hết")
    thanks = text("0", "Cảm ơn")
    yield f"sms   She finds it right and sends 0: “{thanks[0]}”"


def texted(number: str, body: str, expected: str) -> list[str]:
    """The lines of what comes back; raises Astray where this is not among them."""
    clock.travel(clock.now() + PACE)
    form = {"MessageSid": f"SM{uuid4().hex}", "From": number, "To": OURS, "Body": body, "NumMedia": "0"}
    shown = signature(f"{settings.PUBLIC_BASE_URL}/phone/sms", form)
    sent = Client(headers={"host": "localhost"}).post("/phone/sms", urlencode(form), FORM, headers={HEADER: shown})
    said = "\n".join(unescape(each) for each in MESSAGE.findall(sent.content.decode()))
    if expected not in said:
        raise Astray(f"To “{body}” the answer ({sent.status_code}) is “{said}”, without “{expected}”.")
    return said.split("\n")
