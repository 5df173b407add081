"""What providers call when a message comes."""

from __future__ import annotations

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from channels_phone import receiving
from channels_phone.gateways import twilio

log = structlog.get_logger(__name__)


@csrf_exempt
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """Twilio's webhook for messages: signed, always; answered in TwiML, whatever came."""
    if not twilio.genuine(request):
        log.warning("webhook_not_genuine", provider=twilio.NAME)
        return HttpResponse(status=403)
    said = receiving.received(twilio.arrived(request.POST))
    return HttpResponse(twilio.messages(said), content_type="text/xml; charset=utf-8")
