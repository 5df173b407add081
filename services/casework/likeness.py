"""Applications about the same matter, or of the same person, through whichever doors: noticed for staff only.

What is compared are HMACs, written when an application is reviewed, so that one that is still under way is noticed too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from services.casework.applications.opened import Opened
from services.casework.models import Application, Likeness, MatterToken
from services.journeys.canonical import hash_of
from services.journeys.types.characters import fold
from services.record import clock, tokens

MATTER, PERSON = "matter", "person"
MOST = 20  # others compared with


def note(opened: Opened) -> None:
    """Write down what this application is about, and which others are alike; the application is locked."""
    application = opened.application
    if application.tryout:
        return
    said = dict(_said(opened))
    MatterToken.objects.filter(application=application).delete()
    MatterToken.objects.bulk_create(
        [MatterToken(application=application, why=why, token=tokens.of_number(text)) for text, why in said.items()],
        ignore_conflicts=True,
    )
    for text, why in said.items():
        _compare(application, tokens.sought_number(text), why)


def _compare(application: Application, sought: Collection[str], why: str) -> None:
    """Both ways: whoever opens either sees it."""
    others = MatterToken.objects.filter(token__in=sought, application__expired_at=None)
    for other in others.exclude(application=application).values_list("application", flat=True)[:MOST]:
        for one, two in ((application.pk, other), (other, application.pk)):
            Likeness.objects.get_or_create(
                application_id=one, other_id=two, defaults={"why": why, "found_at": clock.now()}
            )


def _said(opened: Opened) -> Iterator[tuple[str, str]]:
    """What makes two applications alike, as one text each: all answers of a list, or the number of the person."""
    service = opened.application.service.slug
    persons = [[question.id] for question in opened.journey.questions if question.concept == "personal-id"]
    lists = [(MATTER, names) for names in opened.journey.law.alike] + [(PERSON, names) for names in persons]
    for why, names in lists:
        values = [opened.values.get(name) for name in names]
        if all(value not in (None, "") for value in values):
            alike = [fold(value) if isinstance(value, str) else value for value in values]
            yield hash_of([why, service, *alike]), why
