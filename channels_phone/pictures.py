"""Pictures that come with a message (MMS): kept to be fetched, where a paper is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from django.utils.translation import gettext

from channels_phone.asked import Asked
from channels_phone.gateways import choosing, countries
from channels_phone.models import Picture
from channels_phone.talk import Talk
from services.record import clock, envelope

Media = tuple[str, str]
"""The address of a file, and its kind as the provider says it."""


def offered(asked: Asked, number: str) -> Asked:
    """What is asked, with that a picture does where the country's networks carry them."""
    if asked.kind != "evidence" or not number or countries.country(choosing.country_of(number)).mms != "yes":
        return asked
    return replace(asked, after=(*asked.after, gettext("Or send a picture of it.")))


def came(talk: Talk, provider: str, media: Iterable[Media]) -> None:
    """Kept to be fetched, where a paper is asked for."""
    if talk.room != "application" or talk.shown.kind != "evidence":
        talk.say(gettext("No picture is asked for here."))
        return
    instance = talk.place["instance"]
    for url, kind in media:
        picture = Picture(
            id=uuid4(), conversation=talk.row, application_id=talk.application_id, touch_id=talk.touch,
            instance=instance, provider=provider, kind=kind[:40], at=clock.now(),
        )  # fmt: skip
        picture.url_sealed = envelope.seal(talk.row.key, url.encode(), picture.subject)
        picture.save(force_insert=True)
    talk.say(gettext("We fetch your picture, and write again in a moment."))
