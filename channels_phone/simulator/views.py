"""The page of the handset."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from channels_phone.simulator import handset
from services.look.fields import Field

COOKIE, SALT = "evenhand_handset", "channels_phone handset"


@require_http_methods(["GET", "HEAD", "POST"])
def simulator(request: HttpRequest) -> HttpResponse:
    """A thread of messages, and a field to text from."""
    if not settings.DEMO:
        raise Http404
    number = _number(request)
    if request.method != "POST":
        return _remembered(_shown(request, number), number)
    if "again" in request.POST:
        handset.clear(number)
        return _remembered(redirect("phone:simulator"), handset.new_number())
    try:
        handset.text(number, request.POST.get("body", ""))
    except handset.NotAnswered:
        said = gettext("The platform did not answer. Send it again in a moment.")
        return _remembered(_shown(request, number, said), number)
    return _remembered(redirect(f"{request.path}#last"), number)


def _shown(request: HttpRequest, number: str, error: str = "") -> HttpResponse:
    value = request.POST.get("body", "") if error else ""
    field = Field("text", "body", gettext("Your message"), value=value, error=error, heading=False)
    context = {"number": number, "thread": handset.thread(number), "field": field, "problems": ()}
    return render(request, "phone/simulator.html", context)


def _number(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT))
    except signing.BadSignature:
        return handset.new_number()


def _remembered(response: HttpResponse, number: str) -> HttpResponse:
    value = signing.dumps(number, salt=SALT)
    response.set_cookie(COOKIE, value, httponly=True, samesite="Strict", secure=settings.SECURE)
    return response
