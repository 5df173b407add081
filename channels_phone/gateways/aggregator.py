"""A local SMS aggregator, by the small contract in docs/phone.md: for countries where Twilio has no answers."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

import requests
from django.conf import settings
from pydantic import BaseModel, Field, ValidationError

from channels_phone.gateways import reaching
from channels_phone.gateways.arrived import Arrived
from channels_phone.gateways.gateway import LONGEST, Breaker, Failed, Gateway, Malformed, Reason, Taken

NAME = "aggregator"
SIGNATURE = "X-Signature"
FOR_GOOD = frozenset({"not_a_number", "not_reachable", "stopped", "too_long"})
BREAKER = Breaker()


class Media(BaseModel):
    url: str
    type: str = ""


class Inbound(BaseModel):
    """A text to us."""

    id: str = Field(min_length=1, max_length=64)
    sender: str = Field(alias="from", min_length=1, max_length=20)
    to: str = ""
    text: str = ""
    media: list[Media] = []


class Status(BaseModel):
    """What became of a text of ours."""

    id: str = Field(min_length=1, max_length=64)
    status: str
    reference: str = ""
    error: str = ""


class Answer(BaseModel):
    id: str = Field(min_length=1, max_length=64)
    status: str


Said = TypeVar("Said", Inbound, Status)


class NotGenuine(Exception):
    """Whoever sent this does not know our secret."""


class Aggregator(Gateway):
    name = NAME

    def send(self, to: str, text: str, *, sender: str, reference: str) -> Taken:
        if len(text) > LONGEST:
            raise Failed(Reason.PERMANENT, "TooLong")
        BREAKER.ask()
        try:
            answer = requests.post(
                f"{settings.AGGREGATOR_URL.rstrip('/')}/messages",
                json={"reference": reference, "from": sender, "to": to, "text": text},
                headers={"X-Api-Key": settings.AGGREGATOR_KEY},
                timeout=settings.PHONE_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise reaching.failed(error, BREAKER) from None
        return _taken(answer)

    def fetch(self, url: str) -> bytes:
        return reaching.fetched(
            url, settings.AGGREGATOR_URL, headers={"X-Api-Key": settings.AGGREGATOR_KEY}, allow_redirects=False
        )


def arrived(raw_body: bytes, header: str, secrets: Sequence[str]) -> Arrived:
    """A text to us; raises NotGenuine, or Malformed."""
    said = _read(Inbound, raw_body, header, secrets)
    return Arrived(NAME, said.id, said.sender, said.to, said.text, tuple((each.url, each.type) for each in said.media))


def status(raw_body: bytes, header: str, secrets: Sequence[str]) -> Status:
    """What became of a text; raises NotGenuine, or Malformed."""
    return _read(Status, raw_body, header, secrets)


def signature(raw_body: bytes, secret: str) -> str:
    """What the header must hold: "sha256=" and HMAC-SHA256 of the body as it came, in hexadecimal."""
    return f"sha256={hmac.digest(secret.encode(), raw_body, sha256).hex()}"


def _read(kind: type[Said], raw_body: bytes, header: str, secrets: Sequence[str]) -> Said:
    known = [secret for secret in secrets if secret]
    if not any(hmac.compare_digest(signature(raw_body, each).encode(), header.encode()) for each in known):
        raise NotGenuine
    try:
        return kind.model_validate_json(raw_body)
    except ValidationError:
        raise Malformed(kind.__name__) from None


def _taken(answer: requests.Response) -> Taken:
    if answer.ok and answer.status_code < 300:
        try:
            said = Answer.model_validate_json(answer.content)
        except ValidationError:
            raise Failed(Reason.UNCERTAIN, "Answer") from None
        return Taken(said.id, said.status)
    error = _error(answer)
    if error in FOR_GOOD:
        raise Failed(Reason.PERMANENT, error)
    unsaid = answer.status_code >= 500 and answer.status_code != 503 and not error
    raise Failed(Reason.UNCERTAIN if unsaid else Reason.TEMPORARY, error or str(answer.status_code))


def _error(answer: requests.Response) -> str:
    """The word of theirs for it; "" where they say none."""
    try:
        said = answer.json()
    except ValueError:
        return ""
    word = said.get("error", "") if isinstance(said, dict) else ""
    return word[:40] if isinstance(word, str) and word.replace("_", "").isalnum() else ""
