"""The words a person can send at any time, in each language, and those that the networks keep for themselves."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from unicodedata import normalize

from channels_phone.matching import words


class Command(StrEnum):
    BACK = "back"
    HELP = "help"
    MENU = "menu"
    PERSON = "person"
    MORE = "more"
    SKIP = "skip"
    LANGUAGE = "language"


SAID: Mapping[str, Mapping[Command, tuple[str, ...]]] = {
    "vi": {
        Command.BACK: ("LUI", "QUAY LAI"),
        Command.HELP: ("HUONG DAN", "GIUP", "TRO GIUP"),
        Command.MENU: ("LAM LAI", "MENU"),
        Command.PERSON: ("GAP NGUOI", "NGUOI"),
        Command.MORE: ("TIEP", "XEM TIEP"),
        Command.SKIP: ("BO QUA",),
        Command.LANGUAGE: ("NGON NGU",),
    },
    "en": {
        Command.BACK: ("BACK",),
        Command.HELP: ("EXPLAIN", "GUIDE"),
        Command.MENU: ("RESTART", "MENU"),
        Command.PERSON: ("PERSON", "HUMAN"),
        Command.MORE: ("MORE",),
        Command.SKIP: ("SKIP",),
        Command.LANGUAGE: ("LANGUAGE",),
    },
    "pt": {
        Command.BACK: ("VOLTAR",),
        Command.HELP: ("AJUDA",),
        Command.MENU: ("RECOMECAR", "MENU"),
        Command.PERSON: ("PESSOA",),
        Command.MORE: ("MAIS",),
        Command.SKIP: ("SALTAR",),
        Command.LANGUAGE: ("IDIOMA", "LINGUA"),
    },
}
"""The first of each is the one that people are told; all are written as they arrive from a phone without accents."""

STOP = frozenset(["stop", "stopall", "unsubscribe", "end", "quit", "revoke", "optout", "cancel"])
START = frozenset(["start", "unstop"])
NETWORK_HELP = frozenset(("help", "info"))
NETWORK = STOP | START | NETWORK_HELP | {"yes"}
"""What Twilio takes as an order of its own when it is all that a message says (its page on opting out)."""

OWN_STOP: Mapping[str, frozenset[str]] = {
    "vi": frozenset(("ngung", "tu choi", "tc", "ngung nhan tin")),
    "en": frozenset(),
    "pt": frozenset(("parar", "sair", "cancelar")),
}
"""The same in words that no network knows."""
ACCENTED_STOP = frozenset(("dừng", "hủy", "huỷ"))
"""With their accents only: DUNG is also đúng, right, and Huy a name."""


def told(language: str, command: Command) -> str:
    """The word that a person is told for it."""
    return SAID[language][command][0]


def command_of(text: str, language: str) -> Command | None:
    """The command that this whole message is, in their language or in English."""
    said = words(text)
    for table in (SAID.get(language, {}), SAID["en"]):
        for command, spelt in table.items():
            if said in map(words, spelt):
                return command
    return Command.HELP if said in NETWORK_HELP else None


def stops(text: str) -> bool:
    """Whether this whole message says that nothing more is wanted, in any language: it counts at once, everywhere."""
    said, accented = words(text), normalize("NFC", text).strip(" .!").casefold()
    return said in STOP or any(said in own for own in OWN_STOP.values()) or accented in ACCENTED_STOP


def starts(text: str) -> bool:
    """Whether this whole message takes that back."""
    return words(text) in START


def taken(language: str) -> frozenset[str]:
    """Every word that means something else than an answer here, in this language, bare of accents."""
    own = (spelt for table in (SAID.get(language, {}), SAID["en"]) for each in table.values() for spelt in each)
    return NETWORK | OWN_STOP.get(language, frozenset()) | frozenset(map(words, own))
