"""The document itself: its lines from the answers, as a paper that anybody can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings

from services.casework import sentences
from services.casework.applications import opened as opening
from services.casework.applications.opened import Opened
from services.casework.models import Case, Decision, Output
from services.casework.outputs import ordering
from services.casework.references import grouped
from services.catalogue import calendars, places
from services.journeys.interview.place import Place
from services.journeys.types.declarations import Declaration
from services.journeys.types.files import Evidence
from services.journeys.types.groups import Group
from services.journeys.types.letter_codes import LetterCode
from services.look import pdf, qr
from services.look.papers import Certificate, Line, Verification
from services.record import clock

MOST = 14  # lines where the law does not say what stands on it
NEVER_SHOWN = (Evidence, Declaration, Group, LetterCode)
EMPTY: tuple[object, ...] = (None, "", [])


def certificate(case: Case, output: Output, *, at: datetime, signer: str = "") -> bytes:
    """The document as a PDF, issued `at` this moment; with a name below the seal where it is a paper."""
    opened = opening.read(case.application_id, output.language)
    return pdf.render("certificate", _paper(case, output, opened, at, signer), at)


def lines(opened: Opened, written: Mapping[str, Any]) -> list[Line]:
    """What stands on it: the questions the law names, in its order, as far as they were answered."""
    names = written.get("shows") or list(_showable(opened, written))[:MOST]
    there = [name for name in names if name in opened.interview.places and opened.values.get(name) not in EMPTY]
    phrases = opened.phrases
    return [Line(label=phrases.short(name), value=phrases.shown(name, opened.values[name])) for name in there]


def pages(opened: Opened) -> str:
    """How the pages of a paper are numbered; the paper fills it in."""
    return say(opened, "paper_pages", page="{page}", pages="{pages}")


def watermark(opened: Opened) -> str:
    return say(opened, "paper_demonstration") if settings.DEMO else ""


def say(opened: Opened, code: str, **details: str) -> str:
    return sentences.say(opened.spoken, code, **details)


def day(opened: Opened, moment: datetime) -> date:
    """The civil day of a moment where the authority is."""
    return moment.astimezone(calendars.zone_of(opened.journey.law.calendar)).date()


def place_and_date(case: Case, opened: Opened, at: datetime) -> str:
    """ "Long Xuyên, ngày 5 tháng 3 năm 2024": the place of the authority alone, without what lies around it."""
    on = opened.language.date(day(opened, at))
    territory = case.authority.territory if case.authority else ""
    place = places.named(territory, opened.spoken)
    return on if place == territory else say(opened, "paper_place_and_date", place=place.partition(",")[0], day=on)


def authority_name(case: Case, language: str) -> str:
    return case.authority.name(language) if case.authority else ""


def _paper(case: Case, output: Output, opened: Opened, at: datetime, signer: str) -> Certificate:
    """On paper there is room for the seal; a file says that it needs none."""
    written, electronic = ordering.written_of(case, output, opened), output.form == "electronic"
    decision = Decision.objects.get(case=case, state=Decision.State.STANDS)
    return Certificate(
        language=opened.spoken,
        title=opened.phrases.part("outputs", output.document),
        authority=authority_name(case, opened.spoken),
        watermark=watermark(opened),
        pages=pages(opened),
        number_label=say(opened, "certificate_number"),
        number=grouped(output.number),
        introduction=_introduction(case, decision, opened),
        rows=lines(opened, written),
        basis=_basis(decision, opened, written),
        place_and_date=place_and_date(case, opened, at),
        signer="" if electronic else signer,
        seal="" if electronic else say(opened, "certificate_seal"),
        issued=say(opened, "certificate_issued") if electronic else "",
        verification=_verification(opened, output),
    )


def _introduction(case: Case, decision: Decision, opened: Opened) -> str:
    decided = opened.language.date(day(opened, decision.decided_at or clock.now()))
    return say(opened, "certificate_introduction", reference=grouped(case.reference), day=decided)


def _basis(decision: Decision, opened: Opened, written: Mapping[str, Any]) -> str:
    """The law that the document itself rests on, else that of the decision."""
    basis = [written["legal_basis"]] if written.get("legal_basis") else decision.legal_basis
    named = "; ".join(", ".join(filter(None, (each["title"], each.get("article", "")))) for each in basis)
    return say(opened, "certificate_basis", basis=named) if named else ""


def _verification(opened: Opened, output: Output) -> Verification:
    page = f"{settings.PUBLIC_BASE_URL.rstrip('/')}/verify/"
    return Verification(
        code=qr.svg(f"{page}?number={output.number}"),
        alt=say(opened, "certificate_code"),
        address=page.partition("://")[2],
        words=say(opened, "certificate_check", number=grouped(output.number)),
    )


def _showable(opened: Opened, written: Mapping[str, Any]) -> Iterator[str]:
    for place in opened.interview.reading.places:
        if place.instance != written.get("chosen_by") and _may_be_shown(place):
            yield place.instance


def _may_be_shown(place: Place) -> bool:
    question = place.question
    return not (question.sensitive or question.group or isinstance(question.answer, NEVER_SHOWN))
