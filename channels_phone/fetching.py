"""Pictures that came with a message, fetched after it was answered: given as evidence, and told.

Nothing is fetched inside a transaction. Work is claimed by a conditional update; a picture is given once.
"""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from channels_phone import conversations
from channels_phone.gateways import sending
from channels_phone.gateways.gateway import Failed, Gateway, NotHere, Reason
from channels_phone.models import Conversation, Picture
from channels_phone.receiving import TEXTING
from channels_phone.sms.talking import asked_again
from channels_phone.talk import CITIZEN, Talk
from services.casework import applications, documents
from services.casework.applications import DoorError
from services.record import clock, envelope

State = Picture.State
TRIES, LEASE, BATCH = 3, timedelta(minutes=2), 20
ENDINGS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "application/pdf": "pdf",
}  # fmt: skip


class Named(BytesIO):
    """A file as the door takes it."""

    name: str | None = None


class By(TypedDict):
    touch: UUID
    keyed_by: str


def due() -> list[UUID]:
    """Those to be fetched; whoever was at one and died leaves it to be fetched again, but not for ever."""
    died = Picture.objects.filter(state=State.FETCHING, claimed_at__lt=clock.now() - LEASE)
    for picture in died.select_related("conversation__key")[:BATCH]:
        _not_fetched(picture, Failed(Reason.TEMPORARY, "Died"))
    return list(Picture.objects.filter(state=State.WAITING).order_by("at").values_list("pk", flat=True)[:BATCH])


def fetch(picture_id: UUID) -> bool:
    """Whether it is with their application now; what happened is told to them."""
    claimed = Picture.objects.filter(pk=picture_id, state=State.WAITING)
    if not claimed.update(state=State.FETCHING, claimed_at=clock.now(), tries=F("tries") + 1):
        return False
    picture = Picture.objects.select_related("conversation__key").get(pk=picture_id)
    try:
        _give(picture, _content(picture))
    except Failed as failed:
        _not_fetched(picture, failed)
    except DoorError as refused:
        _over(picture, State.REFUSED, refused.sentence(picture.conversation.language))
    else:
        _over(picture, State.TAKEN, "")
        return True
    return False


def _content(picture: Picture) -> bytes:
    """Raises Failed."""
    row = picture.conversation
    gateway: Gateway = import_string(settings.PHONE_GATEWAYS[picture.provider])()
    try:
        return gateway.fetch(envelope.open(row.key, picture.url_sealed, picture.subject).decode())
    except NotHere:
        raise Failed(Reason.PERMANENT, "NotHere") from None


def _give(picture: Picture, content: bytes) -> None:
    """As a file at its question, with those given before; raises DoorError."""
    at, instance = picture.application_id, picture.instance
    file, by = Named(content), By(touch=picture.touch_id, keyed_by=CITIZEN)
    file.name = f"{picture.pk.hex[:8]}.{ENDINGS.get(picture.kind, 'bin')}"
    if file.name not in {held.name for held in documents.held(at, instance)}:  # whoever gave it may have died then
        documents.receive(at, instance, file, **by)
    given = ",".join(str(held.id) for held in documents.held(at, instance))
    revision = applications.ask(at, instance).revision
    applications.answer(at, instance, revision, given, language=picture.conversation.language, **by)


def _not_fetched(picture: Picture, failed: Failed) -> None:
    if failed.state == Reason.PERMANENT or picture.tries >= TRIES:
        with override(picture.conversation.language):
            said = gettext("Your picture could not be fetched. Send it again, or go on without it.")
        _over(picture, State.LOST, said)
    else:
        Picture.objects.filter(pk=picture.pk, state=State.FETCHING).update(state=State.WAITING)


def _over(picture: Picture, state: str, problem: str) -> None:
    """Told once, with what is asked where they now stand."""
    if not Picture.objects.filter(pk=picture.pk, state=State.FETCHING).update(state=state):
        return
    number, said = _onward(picture, problem)
    try:
        sending.send(number, "\n".join(said), f"picture.{picture.pk.hex}")
    except Failed:
        return  # they write again, and are told then


@transaction.atomic
def _onward(picture: Picture, problem: str) -> tuple[str, conversations.Replies]:
    row = (
        Conversation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("key")
        .get(pk=picture.conversation_id)
    )

    def turn(talk: Talk) -> conversations.Replies:
        with override(talk.language):
            talk.say(problem or gettext("We have your picture."))
            if not problem and talk.place.get("instance") == picture.instance:
                talk.go("application")
            return asked_again(talk)

    said = conversations.talked(row, TEXTING, turn)
    return conversations.talk_of(row, TEXTING).number, said
