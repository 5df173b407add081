"""How a person is reached who wants to talk to one."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from services.look import theme


def reached() -> str:
    """The number of the authority's own people."""
    return gettext("Call %s to talk to a person.") % theme.read(Path(settings.THEME)).phone
