"""Somebody who calls, or is called: they hear what is said, press keys and speak, at a pace that costs no time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin, urlsplit

from tests.channels_phone.calls.twiml import Verb, parsed

Form = dict[str, str]
Answer = tuple[int, str, str]
"""Status, content type, body."""
Post = Callable[[str, Form], Answer]
"""A request as Twilio makes it: the path with its query, and the form."""

PACE = 15  # characters a second
LOOPS = 50  # documents without a word from the person
SIDS = count(1)


@dataclass
class Caller:
    """One end of a call. `seconds` is how long it has lasted; `posts` is all that was asked, with the answers."""

    post: Post
    number: str = "+84912345678"
    to: str = "+12025550122"
    sid: str = ""
    recordings: str = "https://api.twilio.com"
    status_path: str = "/phone/status/voice/"
    fallback_path: str = "/phone/voice/again/"
    direction: str = "inbound"
    heard: list[str] = field(default_factory=list)
    languages: set[str] = field(default_factory=set)
    transcript: list[str] = field(default_factory=list)
    waiting: Verb | None = None
    ended: str = ""
    seconds: float = 0
    posts: list[tuple[str, Form, str]] = field(default_factory=list)
    at: str = ""
    sequence: int = 0
    queue: str = ""
    after: str = ""
    then: tuple[Verb, ...] = ()
    """What stands below a <Record>, where nothing is said."""

    def __post_init__(self) -> None:
        self.sid = self.sid or f"CA{next(SIDS):032x}"

    @property
    def said(self) -> str:
        """What was heard since the person last did something."""
        return " ".join(self.heard)

    def dial(self, path: str = "/phone/voice") -> str:
        return self._run(path, {"CallStatus": "ringing"})

    def answer(self, path: str) -> str:
        """Take a call that the platform placed."""
        self.direction = "outbound-api"
        return self._run(path, {"CallStatus": "in-progress"})

    def press(self, keys: str) -> str:
        """One after the other; those that end a <Gather> end it, and the rest fall into the next one."""
        if self.waiting is not None and self.waiting.name == "Record":
            return self._fall_through()
        for chunk in self._chunks(keys):
            self._act(self._keyed(chunk))
        return self.said

    def speak(self, words: str, confidence: float = 0.9) -> str:
        gather = self._gather()
        if "speech" not in gather.get("input", "dtmf"):
            return self.silence()
        self.seconds += len(words) / PACE
        return self._act({"SpeechResult": words, "Confidence": str(confidence)})

    def silence(self) -> str:
        """Nothing comes until the time is up."""
        if self.waiting is not None and self.waiting.name == "Record":
            return self._fall_through()
        gather = self._gather()
        self.seconds += int(gather.get("timeout", "5"))
        return self._act({"Digits": ""} if gather.get("actionOnEmptyResult") == "true" else None)

    def record(self, seconds: int = 5, ends: str = "#") -> str:
        """They speak after the tone, until they press a key or hang up."""
        assert self.waiting is not None and self.waiting.name == "Record", (self.waiting, self.said)
        self.seconds += seconds
        sid = f"RE{next(SIDS):032x}"
        url = f"{self.recordings}/2010-04-01/Accounts/AC1/Recordings/{sid}"
        result = {"RecordingUrl": url, "RecordingSid": sid, "RecordingDuration": str(seconds), "Digits": ends}
        return self._act(result)

    def _fall_through(self) -> str:
        """An empty recording is none: Twilio goes on with what stands below."""
        self.waiting, self.heard = None, []
        following = self._played(self.then)
        assert following is not None, "nothing stands below <Record>"
        return self._run(urljoin(self.at, following[0]), {"CallStatus": "in-progress", **following[1]})

    def talked(self) -> str:
        """Somebody took the line out of the queue, and left it."""
        self.heard = []
        path, more = self._out("bridged")
        return self._run(path, {"CallStatus": "in-progress", **more})

    def _out(self, result: str) -> tuple[str, Form]:
        self.queue = ""
        return self.after, {"QueueResult": result}

    def hang_up(self) -> None:
        self._end("caller hung up")

    def status(self, status: str, path: str = "") -> int:
        """What the network says of the call: in any order, with its number."""
        self.sequence += 1
        more = {"CallStatus": status, "CallDuration": str(int(self.seconds)), "SequenceNumber": str(self.sequence)}
        return self.post(path or self.status_path, self._form(more))[0]

    def _gather(self) -> Verb:
        assert self.waiting is not None and self.waiting.name == "Gather", (self.waiting, self.ended, self.said)
        return self.waiting

    def _chunks(self, keys: str) -> list[str]:
        """The keys that one <Gather> takes in; hash ends an entry, and one key is enough for a menu."""
        gather = self._gather()
        if gather.get("numDigits"):
            size = int(gather.get("numDigits"))
            return [keys[start : start + size] for start in range(0, len(keys), size)]
        return [keys]

    def _keyed(self, keys: str) -> Form | None:
        """What Twilio makes of them; None where the <Gather> ends without a result."""
        gather = self._gather()
        if "dtmf" not in gather.get("input", "dtmf"):
            return {"Digits": ""} if gather.get("actionOnEmptyResult") == "true" else None
        finish = "" if "speech" in gather.get("input") else gather.get("finishOnKey", "#")
        digits = keys.partition(finish)[0] if finish else keys
        if len(digits) == len(keys) and len(digits) < int(gather.get("numDigits", "99")):
            self.seconds += int(gather.get("timeout", "5"))  # no key ended it, the time did
        if not digits and gather.get("actionOnEmptyResult") != "true":
            return None
        return {"Digits": digits}

    def _act(self, result: Form | None) -> str:
        assert self.waiting is not None, (self.ended, self.said)
        verb, self.waiting, self.heard = self.waiting, None, []
        assert result is not None, f"<{verb.name}> falls through to nothing"
        return self._run(urljoin(self.at, verb.get("action")), {"CallStatus": "in-progress", **result})

    def _run(self, path: str, more: Mapping[str, str]) -> str:
        """Until the person is waited for, or the call is over."""
        for _ in range(LOOPS):
            verbs = parsed(self._asked(path, more))
            following = self._played(verbs)
            if following is None:
                return self.said
            path, more = urljoin(path, following[0]), {"CallStatus": "in-progress", **following[1]}
        raise AssertionError("it goes round and round")

    def _asked(self, path: str, more: Mapping[str, str]) -> str:
        form = self._form(more)
        status, kind, body = self.post(path, form)
        if status >= 500:
            path = self.fallback_path
            status, kind, body = self.post(path, form)
        assert status == 200 and urlsplit(kind).path.startswith(("text/xml", "application/xml")), (path, status, kind)
        self.at = path
        self.posts.append((path, form, body))
        return body

    def _played(self, verbs: tuple[Verb, ...]) -> tuple[str, Form] | None:
        """Where it goes on by itself and with what, or None where the call waits or is over."""
        for place, verb in enumerate(verbs):
            if verb.name == "Redirect":
                return verb.text, {}
            if verb.name == "Enqueue":
                self.queue, self.after = verb.text, urljoin(self.at, verb.get("action"))
                return verb.get("waitUrl"), {"QueuePosition": "1"}
            if verb.name == "Leave":
                return self._out("leave")
            if verb.name in ("Gather", "Record"):
                self._hear(verb.inside)
                self.waiting, self.then = verb, verbs[place + 1 :]
                return None
            if verb.name in ("Hangup", "Reject", "Dial"):
                self._end(verb.name.lower())
                return None
            self._hear((verb,))
        self._end("hangup")
        return None

    def _hear(self, verbs: tuple[Verb, ...]) -> None:
        for verb in verbs:
            if verb.name == "Say":
                self.heard.append(verb.text)
                self.languages.add(verb.get("language"))
                self.seconds += len(verb.text) / PACE
        self.transcript += self.heard

    def _end(self, how: str) -> None:
        self.ended, self.waiting = how, None
        if self.status_path and how != "dial":
            self.status("busy" if how == "reject" else "completed")

    def _form(self, more: Mapping[str, str]) -> Form:
        ours, theirs = (self.to, self.number) if self.direction == "inbound" else (self.number, self.to)
        return {
            "CallSid": self.sid, "AccountSid": "AC1", "From": theirs, "To": ours, "Caller": theirs, "Called": ours,
            "Direction": self.direction, "ApiVersion": "2010-04-01", "FromCity": "", "SomethingNew": "ở đây", **more,
        }  # fmt: skip
