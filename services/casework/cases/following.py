"""How far a case is, in plain words and with an honest date; nothing the person said is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.casework import deciding, secrets, sentences
from services.casework.applications import opened as opening
from services.casework.clocks import promising
from services.casework.models import Application, Case, CaseStatus, Decision, Limit, Offer, Output, Party, Request
from services.catalogue import queries
from services.journeys.words import Words


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


@dataclass(frozen=True)
class Decided:
    """What was decided, in words; `grounds` as they were written, `appeal_before` while one can still object."""

    id: UUID
    result: str
    words: str
    grounds: str
    legal_basis: tuple[str, ...]
    at: datetime
    automatic: bool
    corrects: bool
    appeal_before: datetime | None


@dataclass(frozen=True)
class Followed:
    """One case as its applicant sees it, once they have shown that they may.

    `stands_still` while the authority waits for somebody, and the law stops its time.
    """

    case_id: UUID
    application_id: UUID
    reference: str
    title: str
    language: str
    steps: tuple[DatedStep, ...]
    open: bool
    revision: int
    due_on: date | None
    promised_on: date | None
    expected_on: date | None
    late: bool
    stands_still: bool
    requests: tuple[Request, ...]
    parties: tuple[Party, ...]
    decision: Decided | None
    outputs: tuple[Output, ...]
    offers: tuple[Offer, ...]
    parts: tuple[Followed, ...]
    appeals: tuple[Followed, ...]
    can_withdraw: bool
    can_correct: bool
    can_appeal: bool


def status(application: Application, *, language: str) -> Tracked:
    """Every dated step so far, oldest first, in this language."""
    said = queries.words_of(application.version, queries.spoken_of(application.version, language))
    steps = tuple(_step(name, at, language, said) for name, at in _steps(application))
    return Tracked(application.id, application.reference, application.service.slug, steps)


def track(reference: str, secret: str, *, caller: str, language: str) -> Tracked:
    """The status by reference and secret as typed; raises NotAReference, WrongSecret, TooMany."""
    return status(secrets.checked(reference, secret, caller=caller), language=language)


def follow(application_id: UUID, *, language: str) -> Followed | None:
    """Everything the applicant can see and do in their case; None before it was sent. Raises NotYours, Expired."""
    opened = opening.read(application_id, language)
    cases = list(_cases(opened.application))
    main = next((case for case in cases if case.main_id is None and case.about_id is None), None)
    return _followed(main, cases, language) if main else None


def _cases(application: Application) -> list[Case]:
    rows = Case.objects.filter(application=application, destroyed_at=None)
    related = ("version__service", "application__data_key", "authority", "deadline")
    return list(
        rows.select_related(*related).defer("version__rules", "application__values_sealed").order_by("opened_at", "pk")
    )


def _followed(case: Case, cases: list[Case], language: str) -> Followed:
    said = queries.words_of(case.version, queries.spoken_of(case.version, language))
    deadline = getattr(case, "deadline", None)
    decision = _decided(case, language, said)
    own = CaseStatus.objects.filter(case=case).order_by("at", "pk").values_list("step", "at")
    return Followed(
        case_id=case.pk,
        application_id=case.application_id,
        reference=case.reference,
        title=_title(case, said, language),
        language=case.language,
        steps=tuple(_step(name, at, language, said) for name, at in own),
        open=case.open,
        revision=case.revision,
        due_on=deadline.due_on if deadline and not deadline.met_at else None,
        promised_on=deadline.promised_on if deadline and not deadline.met_at else None,
        expected_on=promising.expected_on(case),
        late=bool(deadline and deadline.lapsed_at and not deadline.met_at),
        stands_still=bool(deadline and deadline.suspended_at),
        requests=tuple(Request.objects.filter(case=case).exclude(state=Request.State.WITHDRAWN)),
        parties=tuple(Party.objects.filter(application=case.application_id)) if case.main_id is None else (),
        decision=decision,
        outputs=tuple(Output.objects.filter(case=case)),
        offers=tuple(Offer.objects.filter(case=case).order_by("offered_at", "pk")),
        parts=tuple(_followed(part, cases, language) for part in cases if part.main_id == case.pk),
        appeals=tuple(_followed(each, cases, language) for each in cases if each.about_id == case.pk),
        can_withdraw=case.open and case.decided_at is None,
        can_correct=case.open and case.decided_at is None and case.about_id is None,
        can_appeal=bool(decision and decision.appeal_before)
        and not any(each.about_id == case.pk and each.open for each in cases),
    )


def _title(case: Case, said: Words, language: str) -> str:
    if case.about_id is not None:
        return sentences.say(language, "appeal_title")
    named = said.part("cases", case.case_type)
    return said.service("title") if named == case.case_type else named


def _decided(case: Case, language: str, said: Words) -> Decided | None:
    found = Decision.objects.filter(case=case, state=Decision.State.STANDS).first()
    if found is None or found.decided_at is None:
        return None
    found.case = case
    running = Limit.objects.filter(kind=Limit.Kind.APPEAL, about=str(found.pk), met_at=None, lapsed_at=None).first()
    return Decided(
        id=found.pk,
        result=found.result,
        words=result_in_words(found.result, language, said),
        grounds=deciding.grounds_of(found),
        legal_basis=tuple(
            " ".join(filter(None, (each["title"], each.get("article", "")))) for each in found.legal_basis
        ),
        at=found.decided_at,
        automatic=found.automatic,
        corrects=found.corrects_id is not None,
        appeal_before=running.before if running else None,
    )


def result_in_words(result: str, language: str, said: Words) -> str:
    """In the service's own words where its case type has results of its own, else in the platform's."""
    own = said.part("results", result)
    return own if own != result else sentences.say(language, f"result_{result}")


def _steps(application: Application) -> list[tuple[str, datetime]]:
    if application.expired_at:
        return [("expired", application.expired_at)]
    if not application.submitted_at:
        held = [("held", application.filed_at)] if application.filed_at else []
        return [("draft", application.began_at), *held]
    if application.tryout:
        return [("tried", application.submitted_at)]
    rows = CaseStatus.objects.filter(case__application=application, case__main=None, case__about=None)
    return list(rows.order_by("at", "pk").values_list("step", "at"))


def _step(name: str, at: datetime, language: str, said: Words) -> DatedStep:
    """In the service's own words where its case type has steps of its own, else in the platform's."""
    own = said.part("steps", name)
    return DatedStep(name, own if own != name else sentences.say(language, f"status_{name}"), at)
