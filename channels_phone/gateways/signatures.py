"""Who signed a webhook of Twilio: only that is believed, for the address, the form and the body that were signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

from twilio.request_validator import RequestValidator


class Post(Protocol):
    """A form as it was posted, a key more than once if need be: Django's QueryDict."""

    def getlist(self, key: str) -> list[str]: ...

    def __getitem__(self, key: str) -> Any: ...


def genuine(url: str, post: Post | None, raw_body: bytes, header: str, tokens: Sequence[str]) -> bool:
    """Whether Twilio signed this, with any of the tokens: two while one takes the place of the other.

    `url` is the public address as they know it, with its query as it came. `post` is the form, None for another body.
    """
    said: Post | str = post if post is not None else ""
    if post is None:
        if "bodySHA256" not in parse_qs(urlsplit(url).query):
            return False  # nothing would bind the body to the signature
        try:
            said = raw_body.decode()
        except UnicodeDecodeError:
            return False
    known = [token for token in tokens if token]
    return bool(header) and any(RequestValidator(token).validate(url, said, header) for token in known)
