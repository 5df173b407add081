"""A service that was stopped is neither begun nor sent, through any door; what was begun is kept."""

from services.casework.errors import Stopped
from services.catalogue import queries, stopping
from services.catalogue.models import Version


def refuse(version: Version) -> None:
    """Raises Stopped with the words that say why: those of the stop, else those the service has ready."""
    stop = stopping.standing(version.service)
    if stop is not None:
        ready = {code: queries.words_of(version, code).service("stopped") for code in version.words_hashes}
        raise Stopped({**ready, **stop.words})
