"""The mail server as one address, in the settings that Django has for it."""

from pathlib import Path
from typing import Any

import environ

SMTP = "django.core.mail.backends.smtp.EmailBackend"
OURS = "services.notices.ways.smtp.Backend"


def settings_of(url: str, folder: Path) -> dict[str, Any]:
    """`smtp+tls://user:password@host:587`; `filemail://` writes into the folder; "" is no mail."""
    found: dict[str, Any] = environ.Env.email_url_config(url or "dummymail://")
    if found["EMAIL_BACKEND"] == SMTP:
        found["EMAIL_BACKEND"] = OURS
    if not found["EMAIL_FILE_PATH"]:
        found["EMAIL_FILE_PATH"] = str(folder)
    return {name: value for name, value in found.items() if value is not None}
