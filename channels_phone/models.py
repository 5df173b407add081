"""Who texts with us, and what has come from them: what makes every message count once."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from services.casework.models import Application, Touch


class Conversation(models.Model):
    """What is going on by text message with one number, or in one call: a hint at a person, never who they are.

    `room` and `place` say where in it they are; the number and the place are sealed. `token` is an HMAC of the number,
    of a call of its id; `caller` always of the number, "" where it was withheld. `asked` counts the prompts, the last
    of which went out at `asked_at`. Since `stopped_at` nothing is sent to it; a call is over at `ended_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    door = models.SlugField(max_length=10, default="sms")
    token = models.CharField(max_length=64, unique=True)
    caller = models.CharField(max_length=64, blank=True)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    number_sealed = models.BinaryField()
    language = models.CharField(max_length=8, blank=True)
    room = models.SlugField(max_length=20, default="language")
    place_sealed = models.BinaryField(default=b"")
    asked = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField(null=True)
    patience = models.PositiveSmallIntegerField(default=0, help_text="Seconds more that they asked for, to answer.")
    silences = models.PositiveSmallIntegerField(default=0, help_text="Turns in a row in which nothing was heard.")
    application = models.ForeignKey(Application, models.SET_NULL, null=True, related_name="+")
    touch = models.ForeignKey(Touch, models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(name="conversations_of_a_caller", fields=["caller", "-seen_at"])]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its number is sealed about, and its place with `:place`."""
        return f"conversation:{self.id}"


class Inbound(models.Model):
    """One message that a provider brought: taken once, and answered alike however often it is brought again.

    What was answered is sealed under the key of the conversation, and forgotten after some hours.
    """

    provider = models.SlugField(max_length=20)
    key = models.CharField(max_length=64, help_text="What the provider knows it by.")
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="inbound")
    replies_sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="inbound_once", fields=["provider", "key"])]
        indexes = [models.Index(name="inbound_at", fields=["at"])]

    def __str__(self) -> str:
        return f"{self.provider} {self.pk}"

    @property
    def subject(self) -> str:
        """What its replies are sealed about."""
        return f"inbound:{self.provider}:{self.key}"


class CallBack(models.Model):
    """A call that we place, at `due_at`, one at a time to a number for each reason; the number is sealed.

    `caller` is its HMAC. Who began placing it at `claimed_at` and died leaves it uncertain, and it is not placed again.
    """

    class Why(models.TextChoices):
        RANG = "rang", "They rang once, so that it costs them nothing."
        PROMISED = "promised", "They were promised a call at that time."
        WRITTEN = "written", "What they said is written down."

    class State(models.TextChoices):
        WAITING = "waiting", "Until it is due."
        PLACING = "placing", "The request is out."
        RINGING = "ringing", "The gateway has it."
        ANSWERED = "answered", "They answered."
        NOT_REACHED = "not_reached", "Nobody answered, however often it was tried."
        REFUSED = "refused", "It cannot be placed."
        UNCERTAIN = "uncertain", "It may have rung, nobody knows."

    OPEN = (State.WAITING, State.PLACING, State.RINGING)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    caller = models.CharField(max_length=64)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    number_sealed = models.BinaryField()
    why = models.CharField(max_length=10, choices=Why.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    provider_id = models.CharField(max_length=64, blank=True)
    error = models.CharField(max_length=40, blank=True, help_text="A class or a code, never a text.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="call_back_once_at_a_time",
                fields=["caller", "why"],
                condition=models.Q(state__in=["waiting", "placing", "ringing"]),
            )
        ]
        indexes = [models.Index(name="calls_back_due", fields=["state", "due_at"])]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its number is sealed about."""
        return f"call-back:{self.id}"


class SpokenCode(models.Model):
    """A code that is told in a call, sealed, for as long as it is good; `reference` makes of it one call."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(max_length=40, unique=True)
    key = models.ForeignKey("record.DataKey", models.PROTECT, related_name="+")
    code_sealed = models.BinaryField()
    language = models.CharField(max_length=8)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its digits are sealed about."""
        return f"spoken-code:{self.id}"


class Picture(models.Model):
    """A file that came with a message, for the question they stood at; where it lies is sealed."""

    class State(models.TextChoices):
        WAITING = "waiting", "To be fetched."
        FETCHING = "fetching", "Somebody is at it."
        TAKEN = "taken", "It is with the application."
        REFUSED = "refused", "It is no file that does."
        LOST = "lost", "It could not be fetched."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="pictures")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="+")
    instance = models.CharField(max_length=200)
    provider = models.SlugField(max_length=20)
    url_sealed = models.BinaryField()
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="pictures_due", fields=["state", "at"])]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its address is sealed about."""
        return f"picture:{self.id}"


class Recording(models.Model):
    """What somebody said in a call: their answer to a question (`instance`), or, where that is "", their declaration.

    Where it lies, and the sound once it is with us, are sealed under the key of the application, and go with it. At
    `due_at` an answer that nobody wrote down is asked for by a person.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "To be fetched."
        FETCHING = "fetching", "Somebody is at it."
        HELD = "held", "Somebody is to listen to it."
        WRITTEN = "written", "It is with the application in writing."
        KEPT = "kept", "A declaration, to be kept as long as its case."
        UNCLEAR = "unclear", "Nobody understood it."
        LATE = "late", "Nobody listened to it in time."
        LOST = "lost", "It could not be fetched."
        VOID = "void", "They answered in another way."

    OPEN = (State.WAITING, State.FETCHING, State.HELD)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, models.SET_NULL, null=True, related_name="recordings")
    application = models.ForeignKey(Application, models.CASCADE, related_name="+")
    touch = models.ForeignKey(Touch, models.PROTECT, related_name="+")
    instance = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8)
    provider = models.SlugField(max_length=20)
    url_sealed = models.BinaryField()
    sound_sealed = models.BinaryField(default=b"")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True, help_text="When they were called about what became of it.")
    erased_at = models.DateTimeField(null=True, help_text="When the provider erased what it had.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="recording_once_an_answer",
                fields=["application", "instance"],
                condition=models.Q(state__in=["waiting", "fetching", "held"]) & ~models.Q(instance=""),
            )
        ]
        indexes = [models.Index(name="recordings_due", fields=["state", "at"])]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> str:
        """What its sound is sealed about, and its address with `:url`."""
        return f"recording:{self.id}"


class Listening(models.Model):
    """What one person heard in a recording, sealed under the key of the application; "" is that they could not."""

    recording = models.ForeignKey(Recording, models.CASCADE, related_name="listenings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text_sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="listened_once", fields=["recording", "by"])]

    def __str__(self) -> str:
        return f"{self.recording_id} {self.pk}"
