"""The link to rules that are tried out: signed, and good for a week."""

from __future__ import annotations

from django.conf import settings
from django.core import signing

from services.catalogue.models import Version

SALT = "catalogue try-out"
DAYS = 7


def link(version: Version) -> str:
    """The address at which these rules can be tried."""
    token = signing.dumps(version.rules_hash, salt=SALT)
    return f"{settings.PUBLIC_BASE_URL}/{settings.LANGUAGE_CODE}/apply/try/{token}/"


def rules_hash(token: str) -> str | None:
    """The hash of the rules that this token opens; None where it is too old or not ours."""
    try:
        opened: str = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return None
    return opened if Version.objects.filter(rules_hash=opened, tried_at__isnull=False).exists() else None
