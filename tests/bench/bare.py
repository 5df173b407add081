"""Plain Django views that do what a turn does to the database and on the page, and know nothing of services.

The same statements through the same ORM, the same template with the same words: what is left of the difference
is what the platform itself costs (opening the answers, the interview, the rendering of the step, the ledger's hash).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.shortcuts import render as shown
from django.test.utils import CaptureQueriesContext
from django.views.decorators.csrf import csrf_exempt

from channels_phone.conversations import MOVES
from channels_phone.gateways import twilio
from channels_phone.models import Conversation, Inbound
from channels_web.views import apply, showing
from channels_web.visitor import visitor_of
from services.casework import touches
from services.casework.models import AnswerRow, Application
from services.record import clock
from services.record.ledger import LOCK_HEAD
from services.record.models import Entry, Head

page: dict[str, Any] = {}


def count(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """How many statements ours and bare take for the same request; keeps what the real page was given."""
    original = vars(showing)["render"]
    vars(showing)["render"] = _keeping
    try:
        ours = _statements(lambda: apply.question(request, application_id, "full_name"))
    finally:
        vars(showing)["render"] = original
    bare = _statements(lambda: (answer if request.method == "POST" else show)(request, application_id))
    return JsonResponse([ours, bare], safe=False)


def show(request: HttpRequest, application_id: UUID) -> HttpResponse:
    _read(application_id)
    return shown(request, page["template"], page["context"])


@transaction.atomic
def answer(request: HttpRequest, application_id: UUID) -> HttpResponse:
    _read(application_id)
    found = _read(application_id, lock=True)
    found.revision += 1
    found.save(update_fields=["revision", "values_sealed", "expires_at", "language"])
    row = AnswerRow(
        application=found, instance="full_name", revision=found.revision, keyed_by="citizen", at=clock.now(),
        touch_id=visitor_of(request).touch or UUID(int=0),
    )  # fmt: skip
    AnswerRow.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["application", "instance"], update_fields=["revision", "at"]
    )
    touches.serve(row.touch_id, application_id)
    _log(found.subject)
    return redirect("web:current", application_id=application_id)


def _read(application_id: UUID, *, lock: bool = False) -> Application:
    rows = Application.objects.select_for_update(of=("self",)) if lock else Application.objects.all()
    found = rows.select_related("version__service", "data_key").defer("version__rules").get(pk=application_id)
    dict(AnswerRow.objects.filter(application_id=application_id).values_list("instance", "revision"))
    return found


def _log(subject: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD, [subject])
        sequence, previous = cursor.fetchone() or (0, "")
    entry = Entry(
        subject=subject, sequence=sequence + 1, kind="bare", data={}, actor="bare", at=clock.now(), previous=previous
    )
    entry.save(force_insert=True)
    Head.objects.filter(pk=subject).update(sequence=entry.sequence, hash=entry.hash)


def _statements(view: Any) -> int:
    with transaction.atomic(), CaptureQueriesContext(connection) as captured:
        view()
        transaction.set_rollback(True)
    plumbing = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].startswith(plumbing) for query in captured.captured_queries)


def _keeping(request: HttpRequest, template: str, context: dict[str, Any], **more: Any) -> HttpResponse:
    page.update(template=template, context=context)
    return shown(request, template, context, **more)


@csrf_exempt
@transaction.atomic
def telephone(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """What an answer by telephone does to the database, and a message back."""
    rows = Conversation.objects.select_for_update(of=("self",), no_key=True).select_related("key")
    row = rows.get(pk=conversation_id)
    inbound = Inbound(provider="bare", key=str(uuid4()), conversation=row, replies_sealed=b"x" * 400, at=clock.now())
    Inbound.objects.filter(provider=inbound.provider, key=inbound.key, conversation=row).first()
    _take(row)
    row.asked_at = clock.now()
    row.save(update_fields=MOVES)
    inbound.save(force_insert=True)
    return HttpResponse(twilio.messages([request.POST["Body"]]), content_type="text/xml; charset=utf-8")


def _take(row: Conversation) -> None:
    found = _read(row.application_id or UUID(int=0), lock=True)
    found.save(update_fields=["revision", "values_sealed", "expires_at", "language", "ask_again"])
    answered = AnswerRow(
        application=found, instance="full_name", revision=found.revision, keyed_by="citizen", at=clock.now(),
        touch_id=row.touch_id or UUID(int=0),
    )  # fmt: skip
    AnswerRow.objects.bulk_create(
        [answered], update_conflicts=True, unique_fields=["application", "instance"], update_fields=["revision", "at"]
    )
    touches.serve(answered.touch_id, found.pk)
    _log(found.subject)
