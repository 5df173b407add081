"""When something does not work: what happened, and what to do, in the person's language."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from channels_web.views.coming_back import typed_in
from channels_web.views.showing import plain

SAID = {
    400: (gettext_noop("We could not read this"), gettext_noop("Go back and try again. If it happens again, call us.")),
    403: (gettext_noop("This page is not open to you"), gettext_noop("Go to the first page and start from there.")),
    404: (
        gettext_noop("We cannot find this page"),
        gettext_noop("If you typed the address, check it. Or look for the service from the first page."),
    ),
    405: (
        gettext_noop("This page cannot be opened like that"),
        gettext_noop("Go to the first page and start from there."),
    ),
    429: (
        gettext_noop("That was very often in a short time"),
        gettext_noop("Wait a few minutes and try again. Nothing you saved is lost."),
    ),
    500: (
        gettext_noop("Something went wrong on our side"),
        gettext_noop("What you saved is not lost. Try again in a few minutes, or call us."),
    ),
}


def page(request: HttpRequest, status: int, number: str = "") -> HttpResponse:
    heading, remedy = SAID[status]
    context = {"heading": gettext(heading), "remedy": gettext(remedy), "number": number}
    return plain(request, "error", status=status, **context)


def told(request: HttpRequest, sentence: str, status: int, back: str = "") -> HttpResponse:
    """What the door says, where there is nothing to be put right: why, what to do, and the way `back`."""
    heading = gettext("This cannot be done now")
    return plain(request, "error", status=status, heading=heading, remedy=sentence, number="", back=back)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Nothing but the template is asked: whatever broke may still be broken."""
    with translation.override(translation.get_language_from_request(request, check_path=True)):
        heading, remedy = SAID[500]
        number = structlog.contextvars.get_contextvars().get("request_id", "")
        context = {"heading": gettext(heading), "remedy": gettext(remedy), "number": number, "problems": ()}
        return HttpResponse(loader.render_to_string("web/error.html", context, request), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form is too old, or cookies are off: what was typed comes back, to be sent again."""
    cookies = settings.CSRF_COOKIE_NAME in request.COOKIES
    where = request.get_full_path()
    return plain(request, "again", status=403, typed=typed_in(request), cookies=cookies, where=where)
