"""Whether a request that broke may have been taken: certain only where no connection came about."""

from __future__ import annotations

import ssl

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError, SSLError

from channels_phone.gateways.gateway import Breaker, Failed, Reason


def failed(error: requests.RequestException, breaker: Breaker) -> Failed:
    """What to raise for it; one that could not be reached is left alone for a while."""
    never_left = isinstance(error, requests.ConnectTimeout) or _not_connected(error)
    if never_left:
        breaker.trip()
    return Failed(Reason.TEMPORARY if never_left else Reason.UNCERTAIN, type(error).__name__)


def _not_connected(error: requests.RequestException) -> bool:
    about = error.args[0] if error.args else None
    reason = about.reason if isinstance(about, MaxRetryError) else None
    if isinstance(reason, SSLError):  # refused before the request: whoever it was, we did not trust them
        return bool(reason.args) and isinstance(reason.args[0], ssl.SSLCertVerificationError)
    return isinstance(reason, NewConnectionError)
