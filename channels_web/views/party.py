"""The page of somebody else who is asked: what they must do, until when, and nothing of what the applicant said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_web import queries
from channels_web.case.invitation import Invitation, invitation
from channels_web.views.showing import plain, spoken
from channels_web.visitor import remember, visiting, visitor_of
from services.casework import parties
from services.casework.applications import NotYours
from services.casework.noting import LONGEST
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.texts import LongText
from services.look.fields import Field, Option, typed
from services.record import limits

WORDS = LongText(type="long_text", max=LONGEST)


@require_http_methods(["GET", "HEAD", "POST"])
def party(request: HttpRequest, party_id: int) -> HttpResponse:
    """They agree, or refuse and may say why; answered twice, the first answer stands."""
    before = visitor_of(request)
    before.being(party_id)
    found = next(iter(queries.being([party_id])), None)
    case = queries.asked_in(found) if found else None
    if found is None or case is None:
        raise NotYours
    asked = invitation(found, case)
    if request.method != "POST":
        return _page(request, asked, _fields("", "", "", ""))
    limits.hit("party", str(party_id), "60/hour")
    answer, raw = request.POST.get("answer", ""), typed("textarea", "words", request.POST)
    words, wrong = _read(raw)
    missing = "" if answer in ("yes", "no") else gettext("Choose whether you agree.")
    if missing or wrong:
        return _page(request, asked, _fields(answer, raw, missing, wrong), status=422)
    visitor, touch = visiting(before)
    parties.answer(party_id, agrees=answer == "yes", words=words, touch=touch)
    return remember(redirect("web:party", party_id), visitor, before)


def _page(request: HttpRequest, asked: Invitation, fields: tuple[Field, ...], status: int = 200) -> HttpResponse:
    return plain(request, "party", status, asked=asked, fields=fields if asked.awaited else ())


def _read(raw: str) -> tuple[str, str]:
    """The words, and what is wrong with them; none are fine."""
    if not raw.strip():
        return "", ""
    said = language(spoken())
    try:
        return str(WORDS.parse(raw, said)), ""
    except Invalid as wrong:
        return "", said.say(wrong.problem.code, **wrong.problem.details)


def _fields(answer: str, words: str, missing: str, wrong: str) -> tuple[Field, Field]:
    options = (Option("yes", gettext("Yes, I agree")), Option("no", gettext("No, I do not agree")))
    agree = Field(
        "radios", "answer", gettext("Do you agree?"), value=answer, options=options, error=missing, heading=False
    )
    label = gettext("Do you want to say something about it?")
    hint = gettext("You may leave this empty. Only the authority reads it.")
    return agree, Field("textarea", "words", label, hint, words, error=wrong, heading=False)
