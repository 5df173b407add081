"""From the telephone of the demonstration to the signed webhooks, as a provider would bring it."""

from __future__ import annotations

from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from channels_phone.gateways.twilio import FORM, HEADER, signature

TIMEOUT = 15.0  # seconds, as long as Twilio waits
OURS = "+12025550199"


class NotAnswered(Exception):
    """The webhook gave no answer."""


def posted(path: str, form: dict[str, str]) -> str:
    """What is answered to this form at this address of ours; raises NotAnswered."""
    address = f"{settings.PUBLIC_BASE_URL.rstrip('/')}{path}"
    parted = urlsplit(address)
    connect = HTTPSConnection if parted.scheme == "https" else HTTPConnection
    line = connect(parted.netloc, timeout=TIMEOUT)
    headers = {HEADER: signature(address, form), "Content-Type": FORM}
    try:
        line.request("POST", f"{parted.path}?{parted.query}".rstrip("?"), urlencode(form), headers)
        response = line.getresponse()
        said = response.read().decode()
    except (OSError, HTTPException) as error:
        raise NotAnswered from error
    finally:
        line.close()
    if response.status >= 300:
        raise NotAnswered
    return said
