"""Who somebody says they are: the answers to questions of one meaning, across services."""

from __future__ import annotations

from services.casework.applications.opened import Opened
from services.journeys.types.base import Json
from services.people import contact_plans, persons
from services.people.models import ContactPlan, Person

ABOUT_SOMEBODY = ("name", "personal-id", "birth-date", "address", "phone", "email")
"""The concepts that say who a person is and how to reach them."""
PROVEN = ("name", "personal-id", "birth-date")
"""Those that a proof is about: once one of them is another, somebody else was proven."""


def said(opened: Opened) -> dict[str, Json]:
    """The first answer to each of these, by concept."""
    found: dict[str, Json] = {}
    for question in opened.journey.questions:
        value = opened.values.get(question.id)
        if question.concept in ABOUT_SOMEBODY and value not in (None, "") and question.id in opened.interview.places:
            found.setdefault(question.concept, value)
    return found


def proven(opened: Opened) -> dict[str, Json]:
    """What a proof of who they are is about."""
    return {concept: value for concept, value in said(opened).items() if concept in PROVEN}


def person_of(opened: Opened) -> Person | None:
    """The person who applies, drawn up once from what they said; None where they said nothing of themselves."""
    application = opened.application
    about = said(opened)
    if application.person is None and about:
        application.person = persons.draw_up(about, opened.spoken)
        application.save(update_fields=["person"])
    return application.person


def contact_of(opened: Opened) -> ContactPlan:
    """How to reach them about this application, as they said; without an address, their page tells them all."""
    about = said(opened)
    ways = {"email": str(about["email"])} if about.get("email") else {}
    if about.get("phone"):
        ways["sms"] = str(about["phone"])
    if about.get("address"):
        ways["post"] = str(about["address"])
    return contact_plans.draw_up(opened.application.data_key, opened.spoken, ways)
