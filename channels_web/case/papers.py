"""The documents a person gets: where each is now, and what can be done about it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from channels_web.views.showing import in_words
from services.casework.cases import Followed
from services.casework.models import Output
from services.journeys.words import Phrases

State = Output.State


@dataclass(frozen=True, slots=True)
class Paper:
    """One document; `link` where it can be downloaded, `choice` where another way can still be chosen."""

    id: str
    name: str
    number: str
    words: str
    tracking: str
    link: bool
    choice: bool


def papers(case: Followed, phrases: Phrases) -> tuple[Paper, ...]:
    return tuple(paper(output, phrases) for output in case.outputs)


def paper(output: Output, phrases: Phrases) -> Paper:
    got = output.state in (State.ISSUED, State.HANDED_OVER)
    return Paper(
        id=str(output.pk),
        name=phrases.part("outputs", output.document),
        number=output.number if output.state != State.ORDERED else "",
        words=_words(output),
        tracking=output.tracking if output.state == State.SENT else "",
        link=got and output.way == "download",
        choice=output.state in (State.ORDERED, State.ISSUED) and len(_ways(output, phrases)) > 1,
    )


def way_in_words(way: str) -> str:
    said = {
        "post": gettext("By post, on paper"),
        "spot": gettext("I collect it at a counter"),
        "download": gettext("As a file, here on this page"),
        "home": gettext("It is brought to my home"),
    }
    return said[way]


def _ways(output: Output, phrases: Phrases) -> tuple[str, ...]:
    written = next((each.written for each in phrases.journey.law.outputs if each.name == output.document), {})
    return tuple(written.get("ways", ()))


def _words(output: Output) -> str:
    moved = output.revoked_at or output.moved_at or output.issued_at or output.ordered_at
    fetched = output.state == State.HANDED_OVER and output.way == "download"
    said = {
        State.REVOKED: gettext("It is not valid any more since %(moment)s."),
        State.SENT: gettext("It was sent to you on %(moment)s."),
        State.READY: gettext("It waits for you since %(moment)s. Bring something that shows who you are."),
        State.HANDED_OVER: gettext("You have it since %(moment)s."),
        State.ORDERED: gettext("It is being made."),
    }
    sentence = said.get(State(output.state)) if not fetched else None
    return sentence % {"moment": in_words(moved)} if sentence else _made(output.way)


def _made(way: str) -> str:
    said = {
        "download": gettext("It is ready. You can download it as often as you like."),
        "spot": gettext("It is made. You are told as soon as you can collect it."),
        "home": gettext("It is made, and is brought to you."),
    }
    return said.get(way, gettext("It is made, and goes into the post."))
