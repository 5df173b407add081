"""The way to a complaint about a door, or about a delay: a service of its own, led to from wherever one may want it."""

from services.catalogue import queries
from services.look.languages import language

SLUG = "channel-complaint"


def address(reference: str, service: str) -> str:
    """Where one complains about this case; "" where that is not offered here, or for a complaint itself."""
    if service == SLUG or not queries.listed([SLUG], language()):
        return ""
    return f"apply/start/{SLUG}/?about={reference}"
