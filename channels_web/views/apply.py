"""Applying: one question a page, saved as one goes."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from channels_web.views import linked
from channels_web.views.public import page_of
from channels_web.views.showing import WEB, changed_notice, in_words, last_day, plain, rendered, show, spoken
from channels_web.views.stale import both
from channels_web.visitor import CITIZEN, Visitor, arriving, remember, visiting, visitor_of
from services.casework import applications, sentences
from services.casework.applications import NotAsked, Stale, Started, Turn
from services.catalogue import trying
from services.journeys.steps import Ask, Declare
from services.look.fields import Field, Option
from services.record import limits

NOTICES = ("not_asked", "submitted", "changed")
HANDED_OVER = "evenhand_secret"  # the secret on its way to the page that shows it once


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The language first; then a new application with its reference and secret."""
    page, about = page_of(slug), linked.about(request)
    languages = dict(settings.LANGUAGES)
    options = tuple(Option(code, languages[code]) for code in page.languages if code in languages)
    field = Field(
        "radios", "language", gettext("In which language do you want to apply?"), value=spoken(), options=options
    )
    chosen = request.POST.get("language", "")
    if request.method != "POST":
        return plain(request, "start", page=page, field=field, about=about)
    if chosen not in page.languages:
        field = Field(field.kind, field.name, field.label, options=options, error=gettext("Choose a language."))
        return plain(request, "start", page=page, field=field, fields=(field,), about=about, status=422)
    limits.hit("start", limits.address_of(request), "60/hour")
    return _started(request, slug, chosen, about)


@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, token: str) -> HttpResponse:
    """Rules that are tried out, for who was given the link: as people would go through them, to no effect."""
    rules_hash = trying.rules_hash(token)
    if rules_hash is None:
        raise Http404
    if request.method != "POST":
        return plain(request, "try_out")
    limits.hit("start", limits.address_of(request), "60/hour")
    before = visitor_of(request)
    visitor, touch = arriving(before)
    started = applications.try_out(rules_hash, language=spoken(), touch=touch)
    return begun(visitor, before, started, spoken())


def _started(request: HttpRequest, slug: str, language: str, about: str) -> HttpResponse:
    before = visitor_of(request)
    visitor, touch = arriving(before)
    started = applications.start(slug, language=language, touch=touch)
    linked.fill(started.application.id, about, touch=touch, language=language)
    return begun(visitor, before, started, language)


def begun(visitor: Visitor, before: Visitor, started: Started, language: str) -> HttpResponse:
    """To the page that shows reference and secret, once, from where one goes on to the first question."""
    with override(language):
        response = redirect("web:reference", application_id=started.application.id)
    response.set_cookie(
        HANDED_OVER, started.secret, 300, httponly=True, samesite="Strict", secure=settings.SECURE,
        path=response.url,
    )  # fmt: skip
    return remember(response, visitor.with_application(started.application.id), before)


@require_http_methods(["GET", "HEAD", "POST"])
def reference(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Reference and secret, to come back with; a new secret on request. Each secret is shown once."""
    before = visitor_of(request)
    before.holding(application_id)
    turn = applications.current(application_id, language=spoken())
    secret = request.COOKIES.get(HANDED_OVER, "")
    if request.method == "POST":
        limits.hit("new secret", str(application_id), "10/hour")
        _, touch = visiting(before)
        secret = applications.issue_secret(application_id, touch=touch, keyed_by=CITIZEN)
    kept = in_words(turn.expires_at)
    response = plain(
        request, "reference", reference=turn.reference, secret=secret, kept_until=kept, id=str(application_id)
    )
    response.delete_cookie(HANDED_OVER, path=request.path, samesite="Strict")
    return response


@require_safe
def current(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The step that is due."""
    visitor_of(request).holding(application_id)
    turn = applications.current(application_id, language=spoken())
    return show(request, turn, notice=_notice(request))


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, application_id: UUID, instance: str) -> HttpResponse:
    """One question: shown, or answered."""
    before = visitor_of(request)
    before.holding(application_id)
    if request.method != "POST":
        return show(request, applications.ask(application_id, instance, language=spoken()), notice=_notice(request))
    return _answered(request, application_id, instance, before)


def _answered(request: HttpRequest, application_id: UUID, instance: str, before: Visitor) -> HttpResponse:
    limits.hit("answers", str(application_id), "1200/hour")
    asked = applications.ask(application_id, instance, language=spoken())
    raw = WEB.read(rendered(asked), request.POST)
    visitor, touch = visiting(before)
    try:
        turn = applications.answer(
            application_id, instance, revision_of(request), raw, touch=touch, keyed_by=CITIZEN, language=spoken()
        )
    except Stale as stale:
        return both(request, asked, stale, f"apply/{application_id}/")
    if isinstance(turn.step, Ask) and turn.step.typed is not None:
        return remember(show(request, turn), visitor, before)
    return remember(redirect("web:current", application_id=application_id), visitor, before)


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The date is held, once; the receipt of it can be opened again."""
    before = visitor_of(request)
    before.holding(application_id)
    if request.method == "POST":
        visitor, touch = visiting(before)
        applications.hold(application_id, touch=touch, keyed_by=CITIZEN, language=spoken())
        return remember(redirect("web:hold", application_id=application_id), visitor, before)
    turn = applications.current(application_id, language=spoken())
    if turn.filed_at is None:
        return redirect("web:current", application_id=application_id)
    filed, until = in_words(turn.filed_at), last_day(turn.expires_at)
    return plain(request, "held", turn=turn, id=str(application_id), filed=filed, until=until)


@require_POST
def letter(request: HttpRequest, application_id: UUID, instance: str) -> HttpResponse:
    """A new letter with a new code."""
    before = visitor_of(request)
    before.holding(application_id)
    limits.hit("letters", str(application_id), "3/day")
    visitor, touch = visiting(before)
    turn = applications.ask_for_letter(application_id, instance, touch=touch, keyed_by=CITIZEN, language=spoken())
    sent = gettext("A new letter is on its way. The code in the letter before it opens nothing any more.")
    return remember(show(request, turn, notice=sent), visitor, before)


@require_POST
def review(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The answers were checked."""
    before = visitor_of(request)
    before.holding(application_id)
    visitor, touch = visiting(before)
    turn = applications.review(application_id, revision_of(request), touch=touch, keyed_by=CITIZEN, language=spoken())
    return remember(_onward(turn), visitor, before)


@require_POST
def send(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Declared and sent in one; clicked twice, it gives the same receipt."""
    before = visitor_of(request)
    before.holding(application_id)
    visitor, touch = visiting(before)
    turn = _declared(application_id, revision_of(request), touch)
    if isinstance(turn.step, Declare) and not turn.changed:
        turn = applications.submit(application_id, touch=touch, keyed_by=CITIZEN, language=spoken())
    return remember(_onward(turn), visitor, before)


def _declared(application_id: UUID, revision: int, touch: UUID) -> Turn:
    try:
        return applications.declare(application_id, revision, touch=touch, keyed_by=CITIZEN, language=spoken())
    except applications.Submitted:
        return applications.current(application_id, language=spoken())


def _onward(turn: Turn) -> HttpResponse:
    address = reverse("web:current", kwargs={"application_id": turn.application_id})
    return redirect(f"{address}?notice=changed" if turn.changed else address)


def revision_of(request: HttpRequest) -> int:
    """The revision a form was shown at; raises NotAsked for a forged one."""
    given = request.POST.get("revision", "")
    if not (given.isascii() and given.isdecimal() and len(given) < 10):
        raise NotAsked
    return int(given)


def _notice(request: HttpRequest) -> str:
    code = request.GET.get("notice", "")
    if code == "changed":
        return changed_notice()
    return sentences.say(spoken(), code) if code in NOTICES else ""
