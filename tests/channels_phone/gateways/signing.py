"""Requests as Twilio signs them, worked out here without its library."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from tests.channels_phone.gateways.conftest import TOKEN

BASE = "https://evenhand.example"
FORM = "application/x-www-form-urlencoded"


def signature(url: str, form: Mapping[str, str], token: str = TOKEN) -> str:
    said = url + "".join(key + form[key] for key in sorted(form))
    return base64.b64encode(hmac.digest(token.encode(), said.encode(), "sha1")).decode()


def posted(path: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What the test client posts, with a true signature over the public address."""
    header = signature(BASE + path, form)
    return {"path": path, "data": urlencode(form), "content_type": FORM, "headers": {"X-Twilio-Signature": header}}
