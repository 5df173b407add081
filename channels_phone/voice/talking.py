"""One turn of a call: keys or words held against what was asked; silence, no match and doubt handled as themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext, override

from channels_phone import rooms
from channels_phone.asked import Option
from channels_phone.commands import Command, command_of
from channels_phone.matching import option_of
from channels_phone.rooms import recording
from channels_phone.rooms.person import returned, wanted
from channels_phone.talk import Talk
from channels_phone.voice.languages import spoken
from channels_phone.voice.reading import Heard, entered, key_of, read
from channels_phone.voice.speech import BACK, END, MORE, PERSON, Line, Speech, aloud, digit_by_digit, lines, speech
from services.assisted import waiting
from services.assisted.models import Waiting

MISSES = 2
"""After so many in a row nobody is left alone with a machine (the Irish NDA's guidance on telephone menus)."""
TALKED = ("bridged", "redirected-from-bridged")
"""How an <Enqueue> ends that somebody took up (Twilio's QueueResult)."""
SILENCES = 6
"""Turns in a row without a sound, whoever would have been led to meanwhile."""
MENU, ENTRY, PATIENCE = 7, 10, 30
"""Seconds to press a key, to enter a number, and more for who asks for time."""


@dataclass(frozen=True, slots=True)
class Want:
    """What is waited for: one key, or an entry that hash ends, and words where they help; of a text any of them.

    To `record` is to wait for nothing but a voice.
    """

    keys: bool = False
    entry: bool = False
    words: bool = False
    record: bool = False
    seconds: int = MENU
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """Without a `want` the call is over, or waits in a `queue`."""

    lines: tuple[Line, ...]
    want: Want | None
    language: str
    queue: str = ""
    """The id of who waits on this line for a person."""


def reply(talk: Talk, heard: Heard | None) -> Reply:
    """What is said next; with nothing heard, what is asked where they stand."""
    with override(talk.language or settings.LANGUAGE_CODE):
        if heard is not None and "shown" in talk.place:
            talk.row.silences = talk.row.silences + 1 if heard.nothing and not heard.queue else 0
            STAGES[_stage(talk)](talk, heard)
    with override(talk.language or settings.LANGUAGE_CODE):
        return _left(talk) if talk.row.silences >= SILENCES else _replied(talk)


def _stage(talk: Talk) -> str:
    """A declaration is said, before the code that agrees to it is keyed."""
    spoken_first = recording.is_declared(talk) and not talk.place.get("voiced")
    return talk.place.get("stage") or ("declared" if spoken_first else "asked")


def _left(talk: Talk) -> Reply:
    """Nobody is there: an answering machine would listen for ever."""
    language = talk.language or settings.LANGUAGE_CODE
    return Reply((Line(gettext("We keep your place. Call again at any time."), language),), None, language)


def _asked(talk: Talk, heard: Heard) -> None:
    said, keys = _speech(talk), heard.keys
    if heard.nothing or keys == END:
        _help(talk, gettext("I heard nothing.") if not keys else "")
    elif heard.words:
        _spoken(talk, said, heard)
    elif said.keyed or (said.spoken and not (said.asked.kind == "text" and entered(keys)[1:])):
        _pressed(talk, said, keys[0])
    else:
        _entered(talk, said, keys)


def _pressed(talk: Talk, said: Speech, key: str) -> None:
    page = talk.place.get("page", 0)
    if key == BACK:
        _back(talk)
    elif key == PERSON:
        wanted(talk)
    elif said.asked.reads == "many":
        _one_of_many(talk, said, key)
    elif key == MORE and len(said.menus) > 1:
        talk.place["page"] = (page + 1) % len(said.menus)
    elif key_of(said, Heard(key, page=page)):
        rooms.take(talk, read(said, Heard(key, page=page)))
    else:
        _missed(talk, gettext("That is none of the choices."))


def _one_of_many(talk: Talk, said: Speech, key: str) -> None:
    """Each option is a question of its own; the keys pressed so far are the reply."""
    if key not in ("1", "2"):
        _missed(talk, gettext("That is none of the choices."))
        return
    keys = talk.place.get("keys", "") + key
    talk.place |= {"keys": keys, "page": len(keys)}
    if len(keys) == len(said.menus):
        talk.place |= {"keys": "", "page": 0}
        rooms.take(talk, read(said, Heard(keys)))


def _spoken(talk: Talk, said: Speech, heard: Heard) -> None:
    """An order in their own words, an option by its name, or the answer itself, which is read back."""
    order = command_of(heard.words, talk.language)
    if order in ORDERS:
        ORDERS[order](talk)
    elif said.asked.reads == "words":
        talk.place |= {"stage": "echo", "raw": read(said, heard)}
    elif said.asked.open or option_of(said.asked.options, heard.words):
        rooms.take(talk, read(said, heard))
    else:
        _missed(talk, gettext("I did not understand."))


def _entered(talk: Talk, said: Speech, keys: str) -> None:
    """Star clears what stands before it, and goes back where nothing does."""
    if keys == BACK:
        _back(talk)
    elif not entered(keys):
        talk.say(gettext("Cleared."))
    elif said.asked.reads == "code":
        rooms.take(talk, read(said, Heard(keys)))
    else:
        talk.place |= {"stage": "echo", "raw": entered(keys)}


def _echoed(talk: Talk, heard: Heard) -> None:
    """What was understood was read back."""
    raw, key = talk.place["raw"], heard.keys[:1]
    if key == "1":
        _settled(talk)
        rooms.take(talk, raw)
    elif key in ("2", BACK):
        _settled(talk)
        if not talk.shown.keyed:
            _missed(talk, "")
    elif key == PERSON:
        wanted(talk)
    elif key:
        talk.say(gettext("That is none of the choices."))
    else:
        _unheard(talk)


def _helped(talk: Talk, heard: Heard) -> None:
    option = dict(enumerate(_help_options(talk), 1)).get(int(heard.keys) if heard.keys.isdecimal() else 0)
    if option is not None:
        _settled(talk)
        HELP[option.raw](talk)
    elif heard.keys == PERSON:
        _settled(talk)
        wanted(talk)
    elif heard.keys == BACK:
        _settled(talk)
    else:
        _unheard(talk)


def _recorded(talk: Talk, heard: Heard) -> None:
    """Somebody will write it down; they go on meanwhile."""
    _settled(talk)
    if heard.keys == PERSON:
        wanted(talk)
    elif heard.recording and heard.keys != BACK:
        rooms.carefully(talk, lambda: recording.said(talk, heard.recording))
    else:
        _help(talk, "" if heard.keys == BACK else gettext("I heard nothing."))


def _declared(talk: Talk, heard: Heard) -> None:
    """Whoever cannot speak, or does not wish to, agrees by the code alone."""
    talk.place["voiced"] = True
    if heard.keys == PERSON:
        wanted(talk)
    elif heard.keys == BACK:
        _back(talk)
    elif heard.recording:
        rooms.carefully(talk, lambda: recording.declared(talk, heard.recording))


def _waited(talk: Talk, heard: Heard) -> None:
    """They talked to a person, or keep their place without holding the line."""
    if heard.queue in TALKED:
        waiting.finish(UUID(talk.place["queue"]), Waiting.Outcome.HELPED, by="citizen")
    returned(talk)


def _unheard(talk: Talk) -> None:
    """Twice nothing, where it was asked what is wanted: a person."""
    silences = talk.place.get("silences", 0) + 1
    talk.place["silences"] = silences
    if silences > MISSES:
        _settled(talk)
        wanted(talk)


def _help(talk: Talk, sentence: str) -> None:
    talk.say(sentence)
    talk.place["stage"] = "help"


def _missed(talk: Talk, sentence: str) -> None:
    """Asked again; after two misses with all that helps."""
    talk.say(sentence)
    misses = talk.place.get("misses", 0) + 1
    talk.place["misses"] = misses
    if misses >= MISSES:
        talk.place |= {"misses": 0, "stage": "help", "missed": True}


def _settled(talk: Talk) -> None:
    """Back to what was asked."""
    for name in ("stage", "raw", "silences", "missed"):
        talk.place.pop(name, None)


def _back(talk: Talk) -> None:
    """The menu before, the option before, or what was asked before."""
    page = talk.place.get("page", 0)
    if page:
        talk.place |= {"page": page - 1, "keys": talk.place.get("keys", "")[:-1]}
    else:
        rooms.ROOMS[talk.room].back(talk)


def _again(talk: Talk) -> None:
    """With all that explains it."""
    talk.place |= {"page": 0, "keys": "", "voiced": False}
    talk.say(talk.shown.explains)


def _wait(talk: Talk) -> None:
    talk.row.patience = min(talk.row.patience + PATIENCE, 120)
    talk.say(gettext("Take your time."))


def _record(talk: Talk) -> None:
    talk.place["stage"] = "record"


def _menu(talk: Talk) -> None:
    talk.go("menu")


def _leave_out(talk: Talk) -> None:
    rooms.take(talk, "")


ORDERS: Mapping[Command | None, Callable[[Talk], None]] = {
    Command.BACK: _back,
    Command.MENU: _menu,
    Command.PERSON: wanted,
    Command.LANGUAGE: lambda talk: talk.go("language"),
    Command.HELP: lambda talk: _help(talk, ""),
}
HELP: Mapping[str, Callable[[Talk], None]] = {
    "record": _record, "again": _again, "back": _back, "wait": _wait, "leave_out": _leave_out,
}  # fmt: skip
STAGES: Mapping[str, Callable[[Talk, Heard], None]] = {
    "asked": _asked, "echo": _echoed, "help": _helped, "record": _recorded, "declared": _declared, "queue": _waited,
    "over": lambda talk, heard: _settled(talk),
}  # fmt: skip


def _help_options(talk: Talk) -> list[Option]:
    options = [Option("again", gettext("Hear it again")), Option("back", gettext("Go back"))]
    if talk.place.get("missed") and recording.offered(talk):
        options.insert(0, Option("record", gettext("Record it, and somebody writes it down")))
    else:
        options.append(Option("wait", gettext("More time")))
    return [*options, Option("leave_out", gettext("Go on without it"))] if talk.shown.optional else options


def _replied(talk: Talk) -> Reply:
    if "shown" not in talk.place:
        rooms.show(talk)
    language = talk.language or settings.LANGUAGE_CODE
    before = tuple(Line(aloud(sentence), language) for sentence in talk.says)
    stage = _stage(talk)
    if stage == "over":
        return Reply(before, None, language)
    if stage == "queue":
        return Reply(before, None, language, talk.place["queue"])
    if stage == "asked":
        said, page = _speech(talk), talk.place.get("page", 0)
        return Reply((*before, *lines(said, page, again=talk.place.get("voiced", False))), _want(talk, said), language)
    want = Want(record=True) if stage in ("record", "declared") else Want(keys=True, seconds=_time(talk))
    return Reply((*before, *(Line(aloud(text), language) for text in TOLD[stage](talk))), want, language)


def _speech(talk: Talk) -> Speech:
    return speech(talk.shown, talk.language or settings.LANGUAGE_CODE)


def _want(talk: Talk, said: Speech) -> Want:
    hears = bool(talk.language and spoken(talk.language).hears)
    if said.keyed:
        labels = tuple(option.label[:100] for option in said.asked.options) if said.asked.reads == "one" else ()
        return Want(keys=True, words=hears and bool(labels), seconds=_time(talk), hints=labels)
    if said.spoken:
        return Want(keys=said.asked.kind != "text", words=hears, seconds=_time(talk))
    return Want(entry=True, seconds=_time(talk, ENTRY))


def _time(talk: Talk, seconds: int = MENU) -> int:
    return seconds + talk.row.patience


def _echo(talk: Talk) -> Iterator[str]:
    raw = talk.place["raw"]
    yield (gettext("You entered: %s.") % digit_by_digit(raw)) if talk.shown.keyed else gettext("I heard: %s.") % raw
    again = gettext("Enter it again") if talk.shown.keyed else gettext("Say it again")
    yield from _keys([gettext("That is right"), again])


def _helping(talk: Talk) -> Iterator[str]:
    yield from _keys([option.label for option in _help_options(talk)])
    yield gettext("%(choice)s: press %(key)s.") % {"choice": gettext("Talk to a person"), "key": PERSON}


def _recording(talk: Talk) -> Iterator[str]:
    yield gettext("Say it slowly after the tone, and spell what is hard to hear. Then press hash.")


def _declaring(talk: Talk) -> Iterator[str]:
    yield from talk.shown.says
    yield gettext("If you agree, say so after the tone, then press hash: it is recorded. Or press hash at once.")


TOLD: Mapping[str, Callable[[Talk], Iterator[str]]] = {
    "echo": _echo, "help": _helping, "record": _recording, "declared": _declaring,
}  # fmt: skip


def _keys(labels: list[str]) -> Iterator[str]:
    for key, label in enumerate(labels, 1):
        yield gettext("%(choice)s: press %(key)s.") % {"choice": label, "key": key}
