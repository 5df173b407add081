"""TwiML as Twilio documents it: what it would refuse, or leave silent, is refused here too."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

LARGEST = 64 * 1024  # bytes of a document, error 11750
ENCODED = 4500  # characters of the text of one <Say>, URL-encoded, error 13521
PLAIN = 450
HEARS = frozenset(("vi-VN", "pt-PT", "en-GB", "en-US", "es-ES", "nb-NO", "et-EE"))
SPEAKS: Mapping[str, tuple[str, ...]] = {
    "vi-VN": ("Google.vi-VN-",),
    "en-GB": ("Google.en-GB-", "Polly.Amy", "Polly.Emma"),
    "pt-PT": ("Google.pt-PT-", "Polly.Ines", "Polly.Cristiano"),
    "es-ES": ("Google.es-ES-", "Polly.Lucia", "Polly.Sergio"),
    "nb-NO": ("Google.nb-NO-", "Polly.Liv", "Polly.Ida"),
}
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "Say": frozenset(("language", "voice", "loop")),
    "Play": frozenset(("loop", "digits")),
    "Pause": frozenset(("length",)),
    "Gather": frozenset(
        (
            "action", "method", "input", "timeout", "numDigits", "finishOnKey", "actionOnEmptyResult", "language",
            "hints", "speechTimeout", "speechModel", "profanityFilter",
        )
    ),
    "Record": frozenset(
        (
            "action", "method", "timeout", "finishOnKey", "maxLength", "playBeep", "trim", "recordingStatusCallback",
            "recordingStatusCallbackMethod", "recordingStatusCallbackEvent",
        )
    ),
    "Redirect": frozenset(("method",)),
    "Hangup": frozenset(),
    "Leave": frozenset(),
    "Reject": frozenset(("reason",)),
    "Enqueue": frozenset(("action", "method", "waitUrl", "waitUrlMethod", "maxQueueSize")),
    "Dial": frozenset(("action", "method", "timeout", "callerId", "timeLimit")),
    "Queue": frozenset(("url", "method")),
    "Number": frozenset(),
}  # fmt: skip
INSIDE: Mapping[str, frozenset[str]] = {
    "Gather": frozenset(("Say", "Play", "Pause")),
    "Dial": frozenset(("Queue", "Number")),
}
LAST = frozenset(("Hangup", "Redirect", "Reject", "Leave"))
VALUES: Mapping[str, frozenset[str]] = {
    "input": frozenset(("dtmf", "speech", "dtmf speech")),
    "method": frozenset(("POST",)),
    "actionOnEmptyResult": frozenset(("true", "false")),
    "reason": frozenset(("busy", "rejected")),
}


class NotTwiml(AssertionError):
    """Twilio would not do that, or do it in silence."""


@dataclass(frozen=True)
class Verb:
    name: str
    attributes: Mapping[str, str]
    text: str
    inside: tuple[Verb, ...]

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)


def parsed(document: str) -> tuple[Verb, ...]:
    """The verbs of a <Response>, in order; raises NotTwiml."""
    if len(document.encode()) > LARGEST:
        raise NotTwiml("more than 64 kB")
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise NotTwiml(f"not well-formed: {error}") from None
    if root.tag != "Response":
        raise NotTwiml(f"<{root.tag}> is no <Response>")
    verbs = tuple(_verb(each) for each in root)
    for verb in verbs[:-1]:
        if verb.name in LAST:
            raise NotTwiml(f"nothing after <{verb.name}> is ever reached")
    return verbs


def _verb(element: ElementTree.Element) -> Verb:
    name, attributes = element.tag, dict(element.attrib)
    if name not in ATTRIBUTES:
        raise NotTwiml(f"there is no verb <{name}>")
    if unknown := set(attributes) - ATTRIBUTES[name]:
        raise NotTwiml(f"<{name}> has no attribute {sorted(unknown)}")
    inside = tuple(_verb(each) for each in element)
    if wrong := [each.name for each in inside if each.name not in INSIDE.get(name, frozenset())]:
        raise NotTwiml(f"{wrong} cannot stand in <{name}>")
    verb = Verb(name, attributes, (element.text or "").strip(), inside)
    for problem in _problems(verb):
        raise NotTwiml(f"<{name}>: {problem}")
    return verb


def _problems(verb: Verb) -> Iterator[str]:
    for name, allowed in VALUES.items():
        if name in verb.attributes and verb.get(name) not in allowed:
            yield f"{name}={verb.get(name)!r}"
    if verb.name == "Say":
        yield from _of_say(verb)
    if verb.name in ("Gather", "Record"):
        yield from _of_waiting(verb)
    if verb.name == "Enqueue" and not (verb.text and verb.get("action") and verb.get("waitUrl")):
        yield "a queue without a name, or nothing before or after it"


def _of_say(verb: Verb) -> Iterator[str]:
    language, voice = verb.get("language"), verb.get("voice")
    if not verb.text:
        yield "nothing to say"
    if len(verb.text) > PLAIN or len(quote(verb.text)) > ENCODED:
        yield f"{len(verb.text)} characters"
    if not any(voice.startswith(each) for each in SPEAKS.get(language, ())):
        yield f"{voice!r} does not speak {language!r}"


def _of_waiting(verb: Verb) -> Iterator[str]:
    if not verb.get("action"):
        yield "without an action it asks itself for ever"
    for name in ("timeout", "numDigits", "maxLength"):
        if name in verb.attributes and not (verb.get(name).isdecimal() and int(verb.get(name)) > 0):
            yield f"{name}={verb.get(name)!r}"
    keys = verb.get("finishOnKey", "#")
    if (verb.name == "Gather" and len(keys) > 1) or keys.strip("0123456789*#"):
        yield f"finishOnKey={verb.get('finishOnKey')!r}"
    if "speech" in verb.get("input") and verb.get("language") not in HEARS:
        yield f"nobody hears {verb.get('language')!r}"
    if verb.get("speechTimeout") == "auto" and verb.get("speechModel"):
        yield "speechTimeout auto with a speechModel"
    hints = verb.get("hints").split(",")
    if len(hints) > 500 or any(len(hint) > 100 for hint in hints):
        yield "hints too many or too long"
