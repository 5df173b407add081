"""The pages of the handset: texts, and calls."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_phone.simulator import handset, line
from channels_phone.simulator.line import KEYS, Line
from channels_phone.simulator.network import OURS, NotAnswered
from channels_phone.simulator.tone import tone
from services.look.fields import Field

COOKIE, SALT = "evenhand_handset", "channels_phone handset"
View = Callable[[HttpRequest, str], HttpResponse]


def telephone(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """For the view of one telephone of the demonstration, which its browser remembers."""

    @wraps(view)
    def held(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        number = handset.new_number() if "again" in request.POST else _number(request)
        return _remembered(view(request, number), number)

    return held


@require_http_methods(["GET", "HEAD", "POST"])
@telephone
def simulator(request: HttpRequest, number: str) -> HttpResponse:
    """A thread of messages, and a field to text from."""
    if request.method != "POST":
        return _shown(request, number)
    if "again" in request.POST:
        handset.clear(_number(request))
        return redirect("phone:simulator")
    try:
        handset.text(number, request.POST.get("body", ""))
    except NotAnswered:
        return _shown(request, number, _no_answer())
    return redirect(f"{request.path}#last")


@require_http_methods(["GET", "HEAD", "POST"])
@telephone
def call(request: HttpRequest, number: str) -> HttpResponse:
    """What is said on the line, a keypad, and a field for what one says."""
    if request.method != "POST":
        return _line(request, number)
    try:
        _done(request, number)
    except NotAnswered:
        return _line(request, number, _no_answer())
    return redirect(f"{request.path}#said")


def _done(request: HttpRequest, number: str) -> None:
    """Raises NotAnswered."""
    said, here, rings = request.POST, line.line_of(number), line.rings(number)
    if rings and "pick_up" in said:
        line.pick_up(number, rings)
    elif rings and "decline" in said:
        line.decline(number, rings)
    elif "dial" in said:
        line.dial(number, said["dial"] if said["dial"] in _numbers() else OURS)
    elif here and "hang_up" in said:
        line.hang_up(number, here)
    elif here and here.records and ("tone" in said or "sound" in request.FILES):
        file = request.FILES.get("sound")
        line.record(number, here, file.read(settings.DOCUMENT_BYTES) if file else tone())
    elif here and not here.over and said.get("key", " ") in KEYS:
        line.press(number, here, said["key"])
    elif here and not here.over:
        line.say(number, here, said.get("words", "").strip())


def _line(request: HttpRequest, number: str, error: str = "") -> HttpResponse:
    here = line.line_of(number)
    value = request.POST.get("words", "") if error else ""
    field = Field("text", "words", gettext("What you say"), value=value, error=error, heading=False)
    context = {
        "number": number, "line": here, "keys": KEYS, "rings": line.rings(number), "field": field, "problems": (),
        "numbers": _numbers(), "error": error, "entered": _spaced(here),
    }  # fmt: skip
    response = render(request, "phone/line.html", context)
    response["Permissions-Policy"] = "microphone=(self)"
    return response


def _numbers() -> dict[str, str]:
    """Whom one can call, and what comes of it."""
    once = {each: gettext("rings once, and calls you back: it costs you nothing") for each in settings.PHONE_RING_ONCE}
    return {OURS: gettext("answers at once"), **once}


def _spaced(here: Line | None) -> str:
    return " ".join(here.keys) if here else ""


def _shown(request: HttpRequest, number: str, error: str = "") -> HttpResponse:
    value = request.POST.get("body", "") if error else ""
    field = Field("text", "body", gettext("Your message"), value=value, error=error, heading=False)
    context = {"number": number, "thread": handset.thread(number), "field": field, "problems": ()}
    return render(request, "phone/simulator.html", context)


def _no_answer() -> str:
    return gettext("The platform did not answer. Send it again in a moment.")


def _number(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except signing.BadSignature:
        return handset.new_number()


def _remembered(response: HttpResponse, number: str) -> HttpResponse:
    value = signing.dumps(number, salt=SALT)
    response.set_cookie(COOKIE, value, httponly=True, samesite="Strict", secure=settings.SECURE)
    return response
