"""Where gateways say what became of a text: signed always, limited by number, answered with nothing."""

from __future__ import annotations

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from channels_phone.gateways import aggregator, statuses, twilio
from channels_phone.gateways.gateway import Malformed
from services.record import limits

log = structlog.get_logger(__name__)

RATE = "120/minute"
"""Of one number: many of them come from the few addresses of a gateway."""


@csrf_exempt
@require_POST
def of_twilio(request: HttpRequest) -> HttpResponse:
    """204; 403 where Twilio did not sign it."""
    if not twilio.genuine(request):
        return refused("twilio")
    post = request.POST
    if _too_many(post.get("To", "")):
        return HttpResponse(status=429)
    statuses.moved(
        "twilio", post.get("MessageSid", ""), post.get("MessageStatus", ""),
        reference=request.GET.get("of", ""), error=_digits(post.get("ErrorCode", "")),
    )  # fmt: skip
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
def of_aggregator(request: HttpRequest) -> HttpResponse:
    """204; 403 where the aggregator did not sign it, 400 where it is not what the contract says."""
    try:
        said = aggregator.status(request.body, request.headers.get(aggregator.SIGNATURE, ""), aggregator_secrets())
    except aggregator.NotGenuine:
        return refused("aggregator")
    except Malformed:
        return HttpResponse(status=400)
    if _too_many(said.reference or said.id):
        return HttpResponse(status=429)
    statuses.moved("aggregator", said.id, said.status, reference=said.reference, error=said.error)
    return HttpResponse(status=204)


def aggregator_secrets() -> tuple[str, str]:
    return settings.AGGREGATOR_SECRET, settings.AGGREGATOR_SECRET_SECONDARY


def refused(gateway: str) -> HttpResponse:
    """Nothing of what it held is written down: whoever sent it may have put anything there."""
    log.warning("phone_signature_refused", gateway=gateway)
    return HttpResponse(status=403)


def _too_many(who: str) -> bool:
    try:
        limits.hit("statuses of a number", who, RATE)
    except limits.TooMany:
        return True
    return False


def _digits(code: str) -> str:
    return code if code.isdecimal() else ""
