"""What the door says when it does not do what was asked; no text of theirs carries an answer or a secret."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from services.casework import sentences
from services.record import clock


class DoorError(Exception):
    """Something a person can be told: `sentence(language)` says it and what to do."""

    code: str

    def __init__(self, **details: str) -> None:
        super().__init__(self.code)
        self.details = details

    def sentence(self, language: str) -> str:
        return sentences.say(language, self.code, **self.details)


class NotYours(DoorError):
    """The caller does not hold this application, or there is no such one."""

    code = "not_yours"


class NotAsked(DoorError):
    """This question instance is not asked in this application: forged, or no longer relevant."""

    code = "not_asked"


class Expired(DoorError):
    """The draft was deleted because nobody went on with it in time."""

    code = "expired"


class Submitted(DoorError):
    """The application was sent; its answers can be read, not changed."""

    code = "submitted"


class WrongSecret(DoorError):
    """No application answers to this reference and secret together."""

    code = "wrong_secret"


class TooMany(DoorError):
    """Attempts are used up; `again_at` (aware) is when to try again."""

    code = "too_many_attempts"

    def __init__(self, again_at: datetime) -> None:
        local = again_at.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE))
        far = again_at - clock.now() > timedelta(hours=12)
        super().__init__(time=f"{local:%d/%m/%Y %H:%M}" if far else f"{local:%H:%M}")
        self.again_at = again_at


class Stale(DoorError):
    """The question was answered elsewhere meanwhile: `saved` as shown, `typed` as it came, `revision` to go on from."""

    code = "stale"

    def __init__(self, *, saved: str, typed: str, revision: int) -> None:
        super().__init__()
        self.saved = saved
        self.typed = typed
        self.revision = revision


class Stopped(DoorError):
    """The service must not be used for now; `words` by language say why, where somebody wrote them."""

    code = "stopped"

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__()
        self.words = words

    def sentence(self, language: str) -> str:
        return self.words.get(language) or super().sentence(language)


class LawChanged(DoorError):
    """The rules changed so that an application begun before cannot be sent; `reason` by language says why."""

    code = "law_changed"

    def __init__(self, reason: Mapping[str, str]) -> None:
        super().__init__()
        self.reason = reason

    def sentence(self, language: str) -> str:
        return " ".join(filter(None, (self.reason.get(language, ""), super().sentence(language))))


class NotHeld(DoorError):
    """The date cannot be held: this law does not allow it, or who asks for what is not answered yet."""

    code = "not_held"


class NotProven(DoorError):
    """It does not show who somebody is; the code says why: another code than was sent, one too old, no number …"""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        super().__init__(**details)


class DocumentRefused(DoorError):
    """A file was not taken; the code says why: empty, too large, of a kind not accepted, infected, not scanned …"""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        super().__init__(**details)


class NotNow(DoorError):
    """It cannot be done as the case stands; the code says why and what to do: closed, decided already, tasks open …"""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        super().__init__(**details)


class NotAllowed(DoorError):
    """A colleague who may not do this: another organisation's case, or a role they do not have."""

    code = "not_allowed"
