"""The channels of this installation, from the literal settings.CHANNELS: name → dotted path of the class."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from services.parity.channel import Channel


class UnknownChannel(LookupError):
    """No channel of this name is registered."""


@cache
def _instance(path: str) -> Channel[Any, Any]:
    made = import_string(path)()
    if not isinstance(made, Channel):
        raise TypeError(f"{path} is not a Channel")
    return made


def channel(name: str) -> Channel[Any, Any]:
    """The channel of this name, one instance a process; raises UnknownChannel."""
    path = settings.CHANNELS.get(name)
    if path is None:
        raise UnknownChannel(name)
    found = _instance(path)
    if found.name != name:
        raise ValueError(f"settings.CHANNELS calls {path} {name!r}; it calls itself {found.name!r}")
    return found


def channels() -> tuple[Channel[Any, Any], ...]:
    """Every registered channel, in the order of settings.CHANNELS."""
    return tuple(channel(name) for name in settings.CHANNELS)
