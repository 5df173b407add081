"""Feedback on any page."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_web.models import Feedback
from channels_web.views.showing import plain, spoken
from services.journeys.language import language
from services.journeys.problems import Invalid
from services.journeys.types.texts import LongText
from services.look.fields import Field, Option
from services.record import limits

TEXT = LongText(type="long_text", max=2000)


@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    about = _page(request)
    if request.method != "POST":
        return plain(request, "feedback", fields=_fields(), about=about)
    limits.hit("feedback", limits.address_of(request), "20/hour")
    score, raw = request.POST.get("score", ""), request.POST.get("text", "")
    text, error = _read(raw)
    if not error and not text and score not in SCORES:
        error = gettext("Choose how satisfied you are, or write something.")
    if error:
        return plain(request, "feedback", fields=_fields(score, raw, error), about=about, status=422)
    Feedback.objects.create(page=about, language=spoken(), score=int(score) if score in SCORES else None, text=text)
    return plain(request, "feedback", thanks=True, back=about)


SCORES = ("5", "4", "3", "2", "1")


def _read(raw: str) -> tuple[str, str]:
    """The text, and what is wrong with it; nothing is fine."""
    if not raw.strip():
        return "", ""
    said = language(spoken())
    try:
        return str(TEXT.parse(raw, said)), ""
    except Invalid as wrong:
        return "", said.say(wrong.problem.code, **wrong.problem.details)


def _fields(score: str = "", text: str = "", error: str = "") -> tuple[Field, Field]:
    said = (
        gettext("Very satisfied"),
        gettext("Satisfied"),
        gettext("Neither satisfied nor dissatisfied"),
        gettext("Dissatisfied"),
        gettext("Very dissatisfied"),
    )
    options = tuple(Option(value, words) for value, words in zip(SCORES, said, strict=True))
    return (
        Field("radios", "score", gettext("How satisfied are you?"), value=score, options=options, heading=False),
        Field("textarea", "text", gettext("What could be better?"), value=text, error=error, heading=False),
    )


def _page(request: HttpRequest) -> str:
    """The page this is about: one of ours, or the first."""
    given = (request.POST.get("page") or request.GET.get("page") or "")[:200]
    ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if ours else f"/{spoken()}/"
