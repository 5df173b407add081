"""What providers call when a message comes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from channels_phone import calling_back, receiving
from channels_phone.gateways import aggregator, twilio
from channels_phone.gateways.gateway import Malformed
from channels_phone.gateways.views import aggregator_secrets, refused
from channels_phone.voice import calls, codes, queueing
from channels_phone.voice.calls import Call
from channels_phone.voice.reading import Heard

LONGEST = 1600
"""Characters of what was said that are looked at."""


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
def voice(request: HttpRequest) -> HttpResponse:
    """Twilio's webhook for a call that comes in, and for one of ours that was answered."""
    return _of_call(request, lambda call: _begun(request, call))


@csrf_exempt
@require_POST
def voice_turn(request: HttpRequest, step: int) -> HttpResponse:
    """What was keyed or said at this step."""
    return _of_call(request, lambda call: calls.answered(call, step, _heard(request)))


@csrf_exempt
@require_POST
def voice_waiting(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """While they wait for a person; a key of theirs keeps the place and frees the line."""
    return _of_call(request, lambda call: queueing.told(call, waiting_id, request.POST.get("Digits", "")))


@csrf_exempt
@require_POST
def voice_desk(request: HttpRequest, waiting_id: UUID) -> HttpResponse:
    """The operator answered: they are put through."""
    return _of_call(request, lambda call: queueing.put_through(waiting_id))


@csrf_exempt
@require_POST
def voice_code(request: HttpRequest, code_id: UUID) -> HttpResponse:
    """Whoever answered hears the code that they asked for."""
    return _of_call(request, lambda call: codes.told(code_id, request.POST.get("Digits", "")))


@csrf_exempt
@require_POST
def voice_again(request: HttpRequest) -> HttpResponse:
    """The fallback address: an answer of ours did not arrive."""
    return _of_call(request, calls.again)


@csrf_exempt
@require_POST
def voice_over(request: HttpRequest) -> HttpResponse:
    """What became of a call; statuses come in any order, and only that it is over counts."""
    if not twilio.genuine(request):
        return refused(twilio.NAME)
    status = request.POST.get("CallStatus", "")
    calls.over(Call.of(twilio.NAME, *twilio.caller(request.POST)), status)
    if back := _uuid(request.GET.get("back", "")):
        calling_back.became(back, status)
    return HttpResponse(status=204)


def _begun(request: HttpRequest, call: Call) -> str:
    back = _uuid(request.GET.get("back", ""))
    if back:
        return calls.begun(call, calling_back.room_of(back))
    return calls.rang(call) if twilio.called(request.POST) in settings.PHONE_RING_ONCE else calls.begun(call)


def _heard(request: HttpRequest) -> Heard:
    said = request.POST
    words, recording = said.get("SpeechResult", "")[:LONGEST], said.get("RecordingUrl", "")[:LONGEST]
    return Heard(said.get("Digits", ""), words, queue=said.get("QueueResult", ""), recording=recording)


def _of_call(request: HttpRequest, answer: Callable[[Call], str]) -> HttpResponse:
    if not twilio.genuine(request):
        return refused(twilio.NAME)
    call = Call.of(twilio.NAME, *twilio.caller(request.POST))
    if not call.sid:
        return HttpResponse(status=400)
    return HttpResponse(answer(call), content_type="text/xml; charset=utf-8")


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


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
