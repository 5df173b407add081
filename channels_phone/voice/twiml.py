"""What is said and waited for, in Twilio's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from twilio.twiml.voice_response import Gather, VoiceResponse

from channels_phone.voice.languages import spoken
from channels_phone.voice.speech import BACK, END, PERSON, Line
from channels_phone.voice.talking import Reply, Want

TOLD = 30  # seconds until who waits is told their place again
PAUSE, LONGEST_SAID = 4, 60
"""Seconds of silence that end a recording, and how long one may be."""
ENDS = f"{END}{BACK}{PERSON}"
LONGEST = 440
"""Characters of one <Say>: its text may take 4,500 encoded, and a Vietnamese letter nine of them (error 13521)."""


def answer(reply: Reply, action: str) -> str:
    """Spoken, and what comes back goes to `action`; silence too, which is an answer like any other."""
    if reply.queue:
        return _queued(reply, action)
    if reply.want is None:
        return ended(reply.lines)
    if reply.want.record:
        return _recorded(reply, action)
    response = VoiceResponse()
    gather = Gather(action=action, method="POST", action_on_empty_result=True, **_input(reply.want, reply.language))
    _say(gather, reply.lines)
    response.append(gather)
    return str(response)


def _recorded(reply: Reply, action: str) -> str:
    """After a tone, until a key or a pause; where nothing was said Twilio goes on to what stands below."""
    response = VoiceResponse()
    _say(response, reply.lines)
    response.record(
        action=action, method="POST", timeout=PAUSE, max_length=LONGEST_SAID, finish_on_key=ENDS, play_beep=True
    )
    response.redirect(action, method="POST")
    return str(response)


def ended(lines: Iterable[Line]) -> str:
    """Spoken, and the line is closed."""
    response = VoiceResponse()
    _say(response, lines)
    response.hangup()
    return str(response)


def _queued(reply: Reply, action: str) -> str:
    """In a queue of their own, which whoever takes them opens by its name."""
    response = VoiceResponse()
    _say(response, reply.lines)
    wait = reverse("phone:voice_waiting", args=[reply.queue])
    response.enqueue(reply.queue, action=action, method="POST", wait_url=wait, wait_url_method="POST")
    return str(response)


def meanwhile(lines: Iterable[Line], action: str) -> str:
    """Said to who waits in a queue; a key goes to `action`, and so does silence, which tells it anew."""
    response = VoiceResponse()
    gather = Gather(
        action=action, method="POST", action_on_empty_result=True, input="dtmf", timeout=TOLD, num_digits=1,
        finish_on_key="",
    )  # fmt: skip
    _say(gather, lines)
    response.append(gather)
    return str(response)


def left(lines: Iterable[Line]) -> str:
    """Said, and out of the queue."""
    response = VoiceResponse()
    _say(response, lines)
    response.leave()
    return str(response)


def to_queue(name: str) -> str:
    """Connected with whoever waits in this queue."""
    response = VoiceResponse()
    response.dial().queue(name)
    return str(response)


def to_number(number: str) -> str:
    """Connected with whoever answers there."""
    response = VoiceResponse()
    response.dial().number(number)
    return str(response)


def onward(url: str) -> str:
    """What is told next stands at that address."""
    response = VoiceResponse()
    response.redirect(url, method="POST")
    return str(response)


def unanswered() -> str:
    """The line is closed before it costs them anything."""
    response = VoiceResponse()
    response.reject(reason="busy")
    return str(response)


def _input(want: Want, language: str) -> dict[str, Any]:
    given: dict[str, Any] = {"input": "dtmf speech" if want.words else "dtmf", "timeout": want.seconds}
    given["finish_on_key"] = END if want.entry else ""
    given |= {"num_digits": 1} if want.keys else {}
    if want.words:
        given |= {"language": spoken(language).hears, "speech_timeout": "auto"}
        given |= {"hints": ",".join(hint.replace(",", " ") for hint in want.hints)} if want.hints else {}
    return given


def _say(verb: Any, lines: Iterable[Line]) -> None:
    for line in lines:
        voice = spoken(line.language)
        for piece in pieces(line.text):
            verb.say(piece, language=voice.says, voice=voice.voice)


def pieces(text: str) -> Iterator[str]:
    """The text cut between its words, none longer than one <Say> carries."""
    piece = ""
    for word in text.split():
        for part in (word[start : start + LONGEST] for start in range(0, len(word), LONGEST)):
            if piece and len(piece) + 1 + len(part) > LONGEST:
                yield piece
                piece = ""
            piece = f"{piece} {part}" if piece else part
    if piece:
        yield piece
