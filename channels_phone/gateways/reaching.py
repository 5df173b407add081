"""Whether a request that broke may have been taken: certain only where no connection came about."""

from __future__ import annotations

import ssl
from typing import Any

import requests
from django.conf import settings
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError, SSLError

from channels_phone.gateways.gateway import Breaker, Failed, Reason


def failed(error: requests.RequestException, breaker: Breaker) -> Failed:
    """What to raise for it; one that could not be reached is left alone for a while."""
    never_left = isinstance(error, requests.ConnectTimeout) or _not_connected(error)
    if never_left:
        breaker.trip()
    return Failed(Reason.TEMPORARY if never_left else Reason.UNCERTAIN, type(error).__name__)


def fetched(url: str, ours: str, **how: Any) -> bytes:
    """What lies at this address, which must be one of theirs; raises Failed."""
    if not url.startswith(f"{ours.rstrip('/')}/"):
        raise Failed(Reason.PERMANENT, "Elsewhere")
    try:
        with requests.get(url, stream=True, timeout=settings.PHONE_TIMEOUT, **how) as answer:
            if answer.status_code != 200:
                permanent = answer.status_code < 500 and answer.status_code != 429
                raise Failed(Reason.PERMANENT if permanent else Reason.TEMPORARY, str(answer.status_code))
            return bytes(answer.raw.read(settings.DOCUMENT_BYTES + 1, decode_content=True))
    except (requests.RequestException, HTTPError) as error:
        raise Failed(Reason.TEMPORARY, type(error).__name__) from None


def _not_connected(error: requests.RequestException) -> bool:
    about = error.args[0] if error.args else None
    reason = about.reason if isinstance(about, MaxRetryError) else None
    if isinstance(reason, SSLError):  # refused before the request: whoever it was, we did not trust them
        return bool(reason.args) and isinstance(reason.args[0], ssl.SSLCertVerificationError)
    return isinstance(reason, NewConnectionError)
