"""How a person is reached who wants to talk to one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from services.look import theme


def reached() -> str:
    """The number of the authority's own people, and one that costs nothing where there is one."""
    said = gettext("Call %s to talk to a person.") % theme.read(Path(settings.THEME)).phone
    if not settings.PHONE_RING_ONCE:
        return said
    free = gettext("Or ring %s once: we call you back, and it costs you nothing.") % settings.PHONE_RING_ONCE[0]
    return f"{said} {free}"
