"""Small services of the tests' own, published and gone through: case types, chains, proposals, automatic decisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from services.casework import applications, touches
from services.casework.models import Case
from services.catalogue import publishing
from services.catalogue.models import Organisation
from services.journeys.definition import load
from services.journeys.steps import Ask
from tests.services.casework.cast import case_of
from tests.services.casework.conftest import Applicant
from tests.services.catalogue.changed import change
from tests.services.parity.examples import written


def publish(folder: Path, slug: str, rules: str, words: str = "", *, begun: Any = None) -> None:
    """A service of this name by these rules; words are made up for what is not said."""
    place = folder / slug
    place.mkdir(parents=True)
    written(f"calendar: PT\n{rules}", words, place)
    for file in place.iterdir():
        file.write_text(file.read_text().replace("service: example", f"service: {slug}"))
    Organisation.objects.get_or_create(
        slug="council", defaults={"names": {"en": "The council"}, "level": "commune", "territory": "PT"}
    )
    publishing.publish(load(place), by="ann", change=change(begun) if begun else None)


def begin(slug: str) -> Applicant:
    touch = touches.open("web", "en").id
    return Applicant(applications.start(slug, language="en", touch=touch), touch)


def go_through(applicant: Applicant, **says: str) -> Case | None:
    """Answer, declare and send it; its main case, if it comes to that."""
    while isinstance(applicant.turn.step, Ask):
        step = applicant.turn.step
        turn = applicant.answer(step.instance, says[step.instance])
        assert not getattr(turn.step, "problems", ()), turn.step
    applicant.declare()
    applicant.submit()
    return Case.objects.filter(application=applicant.id, main=None, about=None).first()


def sent(slug: str, **says: str) -> Case:
    applicant = begin(slug)
    go_through(applicant, **says)
    return case_of(applicant.id)
