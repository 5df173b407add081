"""What providers call when a message comes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from channels_phone import receiving
from channels_phone.gateways import aggregator, twilio
from channels_phone.gateways.gateway import Malformed
from channels_phone.gateways.views import aggregator_secrets, refused


@csrf_exempt
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """Twilio's webhook for messages: signed, always; answered in TwiML, whatever came."""
    if not twilio.genuine(request):
        return refused(twilio.NAME)
    said = receiving.received(twilio.arrived(request.POST))
    return HttpResponse(twilio.messages(said), content_type="text/xml; charset=utf-8")


@csrf_exempt
@require_POST
def of_aggregator(request: HttpRequest) -> HttpResponse:
    """A text that an aggregator brings; what is answered to it comes back with the answer."""
    try:
        arrived = aggregator.arrived(request.body, request.headers.get(aggregator.SIGNATURE, ""), aggregator_secrets())
    except aggregator.NotGenuine:
        return refused(aggregator.NAME)
    except Malformed:
        return HttpResponse(status=400)
    return JsonResponse({"replies": list(receiving.received(arrived))})
