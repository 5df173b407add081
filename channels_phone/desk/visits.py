"""One person helped through a service: agreed to first, then step by step, in two languages side by side."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels_phone.coming import coming
from channels_phone.desk.access import to_visit, visiting
from channels_phone.desk.lines import TELEPHONE
from services.assisted import sessions, waiting
from services.assisted.models import Session
from services.casework import applications
from services.casework.applications import DoorError, NotProven, Stale, TooMany, Turn
from services.casework.references import grouped
from services.catalogue import queries
from services.catalogue.models import PublicService, Version
from services.journeys.steps import Ask, Declare, Done, Review
from services.look.fields import Field, problems
from services.look.languages import language
from services.look.page import Page
from services.look.proving import CODE, NUMBER, PIN
from services.look.screen import reply, screen
from services.office.access import StaffRequest

OUTCOMES = ("helped", "not_reached", "cancelled", "given_back")


@require_safe
@visiting
def visit(request: StaffRequest, session: Session) -> HttpResponse:
    """What is due: that they agree, what they want, or the step of their application."""
    if session.consented_at is None:
        return _page(request, session, "agree", words=_consent(session.language), own=_consent(language()))
    if session.application_id is None:
        return _choosing(request, session)
    return _step(request, session, applications.current(sessions.application_of(session), language=language()))


@require_POST
@visiting
def agree(request: StaffRequest, session: Session) -> HttpResponse:
    """They said yes to the words that were read to them."""
    sessions.agree(session, _consent(session.language))
    return to_visit(session)


@require_POST
@visiting
def take_up(request: StaffRequest, session: Session) -> HttpResponse:
    """What they began elsewhere; what is wrong is said, and stays typed."""
    try:
        sessions.take_up(session, request.POST.get("reference", ""), request.POST.get("secret", ""))
    except DoorError as refused:
        return _choosing(request, session, refused.sentence(language()))
    return to_visit(session)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def begin(request: StaffRequest, session: Session) -> HttpResponse:
    """Look for a service, and begin it: reference and code are read out before anything else."""
    if request.method != "POST":
        return _choosing(request, session)
    try:
        started = sessions.begin_service(session, request.POST.get("slug", ""))
    except (PublicService.DoesNotExist, Version.DoesNotExist):
        return _choosing(request, session, gettext("This service is not offered any more."))
    reference, secret = grouped(started.application.reference), grouped(started.secret)
    return _page(request, session, "begun", reference=reference, secret=secret)


@require_http_methods(["GET", "HEAD", "POST"])
@visiting
def question(request: StaffRequest, session: Session, instance: str) -> HttpResponse:
    """One question: asked, or answered."""
    application = sessions.application_of(session)
    asked = applications.ask(application, instance, language=language())
    if request.method != "POST":
        return _step(request, session, asked)
    raw = reply(screen(asked.step, asked.phrases), request.POST)
    try:
        turn = applications.answer(
            application, instance, _revision(request), raw, touch=session.touch_id,
            keyed_by=sessions.keyed_by(session), language=language(),
        )  # fmt: skip
    except Stale as stale:
        said = gettext("This was answered elsewhere meanwhile: %s. Give your answer again if it is another.")
        return _step(request, session, applications.ask(application, instance, language=language()), said % stale.saved)
    refused = isinstance(turn.step, Ask) and turn.step.typed is not None
    return _step(request, session, turn) if refused else to_visit(session)


@require_POST
@visiting
def review(request: StaffRequest, session: Session) -> HttpResponse:
    """All of it was read to them, and they found it right."""
    applications.review(sessions.application_of(session), _revision(request), language=language(), **_by(session))
    return to_visit(session)


@require_POST
@visiting
def prove(request: StaffRequest, session: Session) -> HttpResponse:
    """A letter or a code is asked for, or keyed as they read it out; what is wrong is said."""
    application, said = sessions.application_of(session), request.POST
    by = _by(session) | {"language": language()}
    try:
        if PIN in said:
            applications.key_pin(application, said[PIN], **by)
        elif CODE in said:
            applications.key_code(application, said[CODE], **by)
        elif said.get("way") == "letter":
            applications.prove_by_letter(application, **by)
        else:
            applications.send_code(application, said.get("way", ""), said.get(NUMBER, ""), **by)
    except (NotProven, TooMany) as refused:
        turn = applications.current(application, language=language())
        return _step(request, session, turn, refused.sentence(language()))
    return to_visit(session)


@require_POST
@visiting
def send(request: StaffRequest, session: Session) -> HttpResponse:
    """The declaration was read to them, and they declared it."""
    application = sessions.application_of(session)
    turn = applications.declare(application, _revision(request), language=language(), **_by(session))
    if isinstance(turn.step, Declare) and not turn.changed:
        applications.submit(application, language=language(), **_by(session))
    return to_visit(session)


@require_POST
@visiting
def end(request: StaffRequest, session: Session) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    sessions.end(session, outcome if outcome in OUTCOMES else OUTCOMES[0])
    return redirect("phone:desk:home")


def _choosing(request: StaffRequest, session: Session, error: str = "") -> HttpResponse:
    """What they began elsewhere, or a service that these words find."""
    said, words = request.POST, request.GET.get("q", "").strip()
    fields = (
        Field("code", "reference", gettext("Their reference, 12 digits"), value=said.get("reference", ""),
              error=error, heading=False),
        Field("code", "secret", gettext("The code that belongs to it, 8 digits"), value=said.get("secret", ""),
              heading=False),
    )  # fmt: skip
    found = queries.search(words, language()) if words else []
    status = 422 if error else 200
    return _page(
        request, session, "choose", status, fields=fields, words=words, found=found, problems=problems(*fields)
    )  # fmt: skip


def _step(request: StaffRequest, session: Session, turn: Turn, error: str = "") -> HttpResponse:
    page = screen(turn.step, turn.phrases)
    about: dict[str, Any] = {
        "page": page,
        "turn": turn,
        "kind": _kind(turn),
        "instance": turn.step.instance if isinstance(turn.step, Ask) else "",
        "optional": isinstance(turn.step, Ask) and turn.step.question.optional,
        "read": _read_out(session, turn),
        "coming": list(coming(turn, sessions.CALL)) if isinstance(turn.step, Review | Done) else [],
        "reference": grouped(turn.reference),
        "notice": error,
        "problems": problems(page.field) if page.field else (),
    }
    return _page(request, session, "step", status=_status(page, error), **about)


def _status(page: Page, error: str) -> int:
    return 422 if error or (page.field and page.field.error) else 200


def _kind(turn: Turn) -> str:
    return type(turn.step).__name__.lower()


def _read_out(session: Session, turn: Turn) -> list[str]:
    """The words to say, where the two do not speak one language."""
    if session.language == turn.phrases.language.code:
        return []
    with override(session.language):
        theirs = (
            applications.ask(turn.application_id, turn.step.instance, language=session.language)
            if isinstance(turn.step, Ask)
            else applications.current(turn.application_id, language=session.language)
        )
        page = screen(theirs.step, theirs.phrases)
    options = [option.label for option in page.field.options] if page.field else []
    rows = [f"{row.label}: {row.value}" for row in page.rows]
    return [each for each in (page.heading, page.hint, *options, *rows) if each]


def _page(request: StaffRequest, session: Session, template: str, status: int = 200, **context: Any) -> HttpResponse:
    row = session.waiting
    about = {
        "id": str(session.pk),
        "theirs": session.language,
        "number": waiting.number_of(row) if row else "",
        "on_the_line": bool(row and row.line),
        "waiting": str(row.pk) if row else "",
        "telephone": bool(request.session.get(TELEPHONE)),
        "outcomes": _outcomes(),
        "problems": (),
    }
    return render(request, f"phone/desk/{template}.html", about | context, status=status)


def _outcomes() -> dict[str, str]:
    return {
        "helped": gettext("They were helped"),
        "not_reached": gettext("Nobody answered"),
        "cancelled": gettext("They took it back"),
        "given_back": gettext("Somebody else must help: back in line"),
    }


def _consent(code: str) -> str:
    """What is read to them before anything is opened."""
    with override(code):
        return gettext(
            "May I open what you began with us, and write down what you tell me? My name stands beside every answer, "
            "and you can end this at any time."
        )


def _by(session: Session) -> dict[str, Any]:
    return {"touch": session.touch_id, "keyed_by": sessions.keyed_by(session)}


def _revision(request: StaffRequest) -> int:
    """The revision a form was shown at; raises NotAsked for a forged one."""
    given = request.POST.get("revision", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise applications.NotAsked
    return int(given)
