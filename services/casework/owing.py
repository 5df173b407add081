"""Evidence that comes later: asked for from the moment of sending, alike through whatever door the application came."""

from __future__ import annotations

from uuid import UUID

from services.casework.applications.opened import Opened
from services.casework.clocks import authority
from services.casework.handling import asking
from services.casework.models import Case
from services.casework.trace import reach
from services.journeys.interview.place import Place
from services.journeys.types.files import Evidence

PLATFORM = "platform"
DAYS = 30
"""Calendar days to bring or send it in."""


def ask(opened: Opened, main: Case, *, touch: UUID) -> None:
    """One request for all that was promised; the authority's time stands still until it is there. Within submit."""
    owed = [place for place in opened.interview.reading.places if promised(opened, place)]
    for first in range(0, len(owed), asking.MOST):
        _ask(opened, main, owed[first : first + asking.MOST], touch)


def promised(opened: Opened, place: Place) -> bool:
    return isinstance(place.question.answer, Evidence) and opened.values.get(place.instance) == []


def _ask(opened: Opened, main: Case, owed: list[Place], touch: UUID) -> None:
    """What stands in the row of a group is asked in the words it has there: a request has no rows."""
    again = [place.instance for place in owed if not place.row]
    own = [asking.Own("evidence", opened.phrases.text(place.instance)) for place in owed if place.row]
    request = asking.draw_up(main, again, own, DAYS, by=PLATFORM, touch=str(touch))
    reach(main, "waiting", by=PLATFORM)
    Case.objects.filter(pk=main.pk).update(waiting=True)
    main.waiting = True
    authority.suspend(main, "evidence", str(request.pk), actor=PLATFORM)
