"""Cases: what the authority works on, and how a person sees how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.casework import references, secrets, sentences
from services.casework.models import Application, Case, CaseStatus
from services.catalogue import queries, routing
from services.catalogue.models import Organisation
from services.journeys.law import Named
from services.journeys.words import Words
from services.record import clock, events, ledger


@dataclass(frozen=True)
class DatedStep:
    """One step of a case (or of the application before it), in words, with its moment in UTC."""

    step: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Tracked:
    """What the track page shows; nothing the person said is in it."""

    application_id: UUID
    reference: str
    service: str
    steps: tuple[DatedStep, ...]


def open_all(
    application: Application, competent: Organisation | None, outcomes: Iterable[Named], *, touch: UUID, actor: str
) -> Case:
    """The main case of a submitted application under its own reference, and one below it for each outcome it asks for.

    The application is locked already.
    """
    main = _opened(application, application.service.slug, application.reference, competent, None)
    _told(main, touch, actor)
    for outcome in outcomes:
        if outcome.name == main.case_type:
            continue
        named = outcome.written.get("organisation")
        authority = routing.organisation(named) if named else competent
        _told(_opened(application, outcome.name, references.mint(), authority, main), touch, actor)
    return main


def _opened(
    application: Application, case_type: str, reference: str, authority: Organisation | None, main: Case | None
) -> Case:
    case = Case.objects.create(
        application=application,
        case_type=case_type,
        reference=reference,
        version=application.version,
        main=main,
        authority=authority,
        opened_at=application.submitted_at or clock.now(),
    )
    CaseStatus.objects.create(case=case, step="received", at=case.opened_at)
    return case


def _told(case: Case, touch: UUID, actor: str) -> None:
    data = {"application": str(case.application_id), "type": case.case_type}
    ledger.append(case.subject, "case.opened", data, actor=actor, touch=str(touch))
    events.write("case.opened", case.subject, {"application": str(case.application_id)})


def status(application: Application, *, language: str) -> Tracked:
    """Every dated step so far, oldest first, in this language."""
    said = queries.words_of(application.version, queries.spoken_of(application.version, language))
    steps = tuple(_step(name, at, language, said) for name, at in _steps(application))
    return Tracked(application.id, application.reference, application.service.slug, steps)


def track(reference: str, secret: str, *, caller: str, language: str) -> Tracked:
    """The status by reference and secret as typed; raises NotAReference, WrongSecret, TooMany."""
    return status(secrets.checked(reference, secret, caller=caller), language=language)


def _steps(application: Application) -> list[tuple[str, datetime]]:
    if application.expired_at:
        return [("expired", application.expired_at)]
    if not application.submitted_at:
        held = [("held", application.filed_at)] if application.filed_at else []
        return [("draft", application.began_at), *held]
    if application.tryout:
        return [("tried", application.submitted_at)]
    rows = CaseStatus.objects.filter(case__application=application, case__main=None)
    return list(rows.order_by("at", "pk").values_list("step", "at"))


def _step(name: str, at: datetime, language: str, said: Words) -> DatedStep:
    """In the service's own words where its case type has steps of its own, else in the platform's."""
    own = said.part("steps", name)
    return DatedStep(name, own if own != name else sentences.say(language, f"status_{name}"), at)
