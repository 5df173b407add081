"""Anybody checks a document or a message by the number on it: by its square code, by typing it, or by machine."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from channels_web.views.showing import plain, spoken
from services.casework.errors import DoorError, TooMany
from services.casework.outputs import verifying
from services.casework.outputs.verifying import Verified
from services.casework.references import NotAReference, grouped
from services.look.fields import Field
from services.notices import queries
from services.record import limits

LONGEST = 100  # characters of what was typed worth reading
SAID = {
    "reference_malformed": gettext_noop(
        "A document has a number of 12 digits, such as 4827 1935 6028. Check it and enter it again."
    ),
    "reference_wrong_check_digit": gettext_noop(
        "One of the digits is wrong. Compare the number with the document and enter it again."
    ),
}


@require_safe
def entrance(request: HttpRequest) -> HttpResponse:
    """The address on the documents, which knows no language: the page in that of the reader."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('web:verify')}?{query}" if query else reverse("web:verify"))


@require_safe
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    number = _number(request.GET.get("number", ""))
    if not number:
        return plain(request, "verify", fields=(_field(),))
    try:
        found = verifying.checked(number, limits.address_of(request), language=spoken())
    except DoorError as error:
        return plain(request, "verify", _status(error), fields=(_field(number, _sentence(error)),))
    message = None if found else queries.by_number(number)
    known = bool(found or message)
    fields = (_field("" if known else number),)
    said = message.subject(spoken()) if message else ""
    return plain(
        request, "verify", 200 if known else 404, fields=fields, asked=True, found=found, message=message, said=said
    )


@require_safe
@never_cache
def by_machine(request: HttpRequest, number: str) -> JsonResponse:
    """The same as JSON: `state` is "stands", "revoked" or "unknown"; days are of the authority's zone."""
    try:
        found = verifying.checked(_number(number), limits.address_of(request), language=spoken())
    except DoorError as error:
        return JsonResponse({"error": error.code, "sentence": _sentence(error)}, status=_status(error, malformed=400))
    if found is not None:
        return JsonResponse(_said(found))
    message = queries.by_number(_number(number))
    if message is None:
        return JsonResponse({"state": "unknown"}, status=404)
    return JsonResponse(
        {"state": "stands", "number": message.number, "message": message.kind, "sent_on": message.on.isoformat()}
    )


def _said(found: Verified) -> dict[str, str | None]:
    return {
        "state": "stands" if found.stands else "revoked",
        "number": found.number,
        "document": found.document,
        "authority": found.authority,
        "issued_on": found.issued_on.isoformat(),
        "revoked_on": _written(found.revoked_on),
    }


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(raw: str) -> str:
    """As typed; one that has its twelve digits in groups."""
    typed = raw[:LONGEST].strip()
    return grouped(typed) if len(typed) == 12 and typed.isdecimal() else typed


def _field(value: str = "", error: str = "") -> Field:
    hint = gettext("12 digits, beside the square code: for example 4827 1935 6028.")
    label = gettext("Number of the document")
    return Field("code", "number", label, hint=hint, value=value, error=error, heading=False, autocomplete="off")


def _sentence(error: DoorError) -> str:
    return gettext(SAID[error.code]) if error.code in SAID else error.sentence(spoken())


def _status(error: DoorError, malformed: int = 422) -> int:
    if isinstance(error, NotAReference):
        return malformed
    return 429 if isinstance(error, TooMany) else 400
