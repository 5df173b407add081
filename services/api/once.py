"""Asked twice, done once: the reply to a request with an Idempotency-Key is kept with what was done, for a day.

After draft-ietf-httpapi-idempotency-key-header. Who asks again while the first is under way is told so: a lock of the
database's session knows, which nobody has to clear away when a process dies. Only what succeeded is kept: of all else
nothing was done, so that the same key may try again.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from services.api.models import Reply, System
from services.api.problems import Told
from services.record import clock, envelope

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=24)
LONGEST = 255
KEY = re.compile(rf"[!-~]{{1,{LONGEST}}}")


def replied(request: Request, act: Callable[[], Response], *, whole: bool) -> Response:
    """What `act` replies, or replied to the same request before.

    The reply is kept in one transaction with what was done; not `whole` is an act that asks somebody outside, which no
    transaction may wait for.
    """
    key, system = request.headers.get(HEADER), request.auth
    if key is None or not isinstance(system, System):
        return act()
    if not KEY.fullmatch(key):
        raise Told(400, "key_malformed")
    with _alone(system, key):
        kept, asked = _kept(system, key), _mark(request)
        if kept is not None:
            return _again(kept, asked)
        with transaction.atomic() if whole else nullcontext():
            response = act()
            _keep(system, key, asked, response)
        return response


def forget() -> int:
    """Delete the replies whose day is over; returns how many."""
    return Reply.objects.filter(expires_at__lte=clock.now()).delete()[0]


@contextmanager
def _alone(system: System, key: str) -> Iterator[None]:
    number = int.from_bytes(sha256(f"{system.pk} {key}".encode()).digest()[:8], signed=True)
    if not _locked("pg_try_advisory_lock", number):
        raise Told(409, "key_in_use")
    try:
        yield
    finally:
        _locked("pg_advisory_unlock", number)


def _locked(function: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [number])
        return bool((cursor.fetchone() or (False,))[0])


def _kept(system: System, key: str) -> Reply | None:
    Reply.objects.filter(system=system, key=key, expires_at__lte=clock.now()).delete()
    return Reply.objects.filter(system=system, key=key).first()


def _keep(system: System, key: str, asked: str, response: Response) -> None:
    now = clock.now()
    reply = Reply(system=system, key=key, asked=asked, status=response.status_code, at=now, expires_at=now + KEPT)
    reply.body_sealed = envelope.seal(system.key, JSONRenderer().render(response.data), reply.subject)
    reply.save(force_insert=True)


def _again(kept: Reply, asked: str) -> Response:
    if not hmac.compare_digest(kept.asked, asked):
        raise Told(422, "key_used")
    data = json.loads(envelope.open(kept.system.key, kept.body_sealed, kept.subject))
    return Response(data, kept.status, headers={"Idempotent-Replayed": "true"})


def _mark(request: Request) -> str:
    """The HMAC of what is asked; of a form the fields and files, whose frame differs each time it is sent."""
    sent = request.data
    said = {name: _said(sent.getlist(name)) for name in sent} if hasattr(sent, "getlist") else sent
    written = json.dumps([request.method, request.path, said], sort_keys=True)
    key = hmac.digest(settings.SECRET_KEY.encode(), b"api idempotency", sha256)
    return hmac.digest(key, written.encode(), sha256).hex()


def _said(values: list[Any]) -> list[str]:
    return [_digest(each) if isinstance(each, UploadedFile) else str(each) for each in values]


def _digest(file: UploadedFile[Any]) -> str:
    digest = sha256(str(file.name).encode())
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
