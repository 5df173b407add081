"""What the page says about proving who one is: a letter home, a code to a telephone, each with how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext

from services.journeys.language import Language
from services.journeys.steps import Doing, Prove
from services.look.fields import Field, Option
from services.look.page import Page, Proof

PIN, CODE, NUMBER = "pin", "code", "number"
"""The names of the fields."""
BY_PHONE = ("code_by_sms", "code_by_call")


def page(step: Prove, language: Language) -> Page:
    """In the language in force."""
    can: dict[str, Doing] = {doing.act: doing for doing in step.doing}
    proofs = tuple(_proofs(can, step.done, language))
    hint = gettext("Before you send this, we have to be sure that it is you. Two things together show it.")
    if not any(proof.asks or proof.keyed for proof in proofs):
        hint = gettext("This cannot be shown from here at the moment. Your answers are kept. Call us: we find a way.")
    return Page("prove", gettext("Show who you are"), hint=hint, proofs=proofs)


def _proofs(can: Mapping[str, Doing], done: tuple[str, ...], language: Language) -> Iterator[Proof]:
    if "letter" in done or "order_letter" in can:
        heading = gettext("A letter to your home")
        yield Proof(heading, done=True) if "letter" in done else _letter(heading, can, language)
    if {"sms", "call"} & {*done} or any(act in can for act in BY_PHONE):
        heading = gettext("A code to a telephone")
        yield Proof(heading, done=True) if {"sms", "call"} & {*done} else _phone(heading, can)


def _letter(heading: str, can: Mapping[str, Doing], language: Language) -> Proof:
    order, key = can["order_letter"], can.get("key_pin")
    again = gettext("Send me a new letter") if order.again else gettext("Send me the letter")
    keyed = Field(
        "code", PIN, gettext("The number in the letter"), gettext("It has 8 digits, for example 4827 1935."),
        heading=False,
    )  # fmt: skip
    return Proof(
        heading, _of_letter(order, key, language), asks=(Option("letter", again),), keyed=keyed if key else None
    )


def _of_letter(order: Doing, key: Doing | None, language: Language) -> str:
    match order.state:
        case "unknown":
            return gettext(
                "We found nobody in the register by the name, number and birth date that you gave."
                " Check them in your answers. If they are right, call us."
            )
        case "failed":
            return gettext("The letter did not go out: the register does not answer. Try again in a few minutes.")
        case "asked":
            return gettext("Your letter is being made ready. It goes to the address where you are registered.")
    if key and key.at:
        said = gettext("Your letter of %(day)s is on its way to the address where you are registered.")
        return said % {"day": language.date(_local(key.at).date())}
    return gettext(
        "We post a number to the address where you are registered. It takes a few days, and shows that you live there."
    )


def _phone(heading: str, can: Mapping[str, Doing]) -> Proof:
    ways = [can[act] for act in BY_PHONE if act in can]
    labels = {"sms": gettext("Text me a code"), "call": gettext("Call me and say a code")}
    number = Field(
        "tel", NUMBER, gettext("Telephone number"), gettext("One that you have with you now."), value=ways[0].number,
        heading=False, autocomplete="tel",
    )  # fmt: skip
    keyed = Field(
        "code", CODE, gettext("The code"), gettext("It has 6 digits."), heading=False, autocomplete="one-time-code"
    )
    key = can.get("key_code")
    return Proof(
        heading, _of_phone(ways[0].state, calls="code_by_call" in can),
        asks=tuple(Option(doing.way, labels[doing.way]) for doing in ways), number=number,
        keyed=keyed if key else None,
    )  # fmt: skip


def _of_phone(state: str, *, calls: bool) -> str:
    match state:
        case "failed":
            return gettext("The code did not go out. Check the number, or choose another one.")
        case "uncertain":
            return gettext("We do not know whether the code went out. If none comes in two minutes, ask again.")
        case "asked" | "sent":
            return gettext("A code is on its way. It is good for ten minutes.")
    if calls:
        return gettext("We send a code, and you enter it here. Any telephone will do: to a landline we say it.")
    return gettext("We send a code by text message, and you enter it here.")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
