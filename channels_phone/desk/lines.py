"""The operator's own telephone: rung first, and then put through to who waits."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from channels_phone.desk.access import desk
from channels_phone.gateways import choosing
from channels_phone.gateways.gateway import Failed, NotHere
from services.assisted.models import Session, Waiting
from services.office.access import StaffRequest
from services.record import limits

RINGS = "60/hour"
TELEPHONE = "desk_telephone"
"""Where an operator is reached, for this shift."""


@require_POST
@desk
def ring(request: StaffRequest, waiting_id: UUID) -> HttpResponse:
    """Ring the operator, who is then connected; asked for once more, as a call may fail."""
    row = Waiting.objects.filter(pk=waiting_id, taken_by=request.user, ended_at=None).first()
    number = request.session.get(TELEPHONE, "")
    if row is None:
        raise Http404
    limits.hit("rings of an operator", str(request.user.pk), RINGS)
    rung = bool(number) and connect(row.pk, number)
    session = Session.objects.filter(waiting=row, ended_at=None).first()
    if rung and session is not None:
        return redirect("phone:desk:visit", session.pk)
    return redirect(f"{reverse('phone:desk:home')}{'' if rung else '?silent=1'}")


def connect(waiting_id: UUID, number: str) -> bool:
    """Whether the gateway took the call to the operator."""
    url = f"{settings.PUBLIC_BASE_URL.rstrip('/')}{reverse('phone:voice_desk', args=[waiting_id])}"
    try:
        route = choosing.route(number)
        route.opened().call(number, sender=route.sender, url=url)
    except (Failed, NotHere):
        return False
    return True
