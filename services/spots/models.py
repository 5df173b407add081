"""Citizen Spots: counters in town halls, parishes, post offices, care homes, and when they are open."""

from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast, Extract

from services.catalogue.models import Organisation

ACCESS = ("step_free", "hearing_loop", "toilet", "parking", "sign_language", "quiet_room")
"""What a spot can have for people who need it."""


class Spot(models.Model):
    """A counter at a place; since `closed_on` it is no more."""

    class Kind(models.TextChoices):
        TOWN_HALL = "town_hall", "A town hall"
        PARISH = "parish", "A parish"
        POST_OFFICE = "post_office", "A post office"
        CARE_HOME = "care_home", "A care home"
        MOBILE = "mobile", "It comes by"

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    host = models.CharField(max_length=200, help_text="Whose house it is in.")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, related_name="spots")
    address = models.CharField(max_length=300)
    place = models.CharField(max_length=100, help_text="The municipality, as people call it.")
    postcode = models.CharField(max_length=12, blank=True)
    calendar = models.CharField(max_length=8, help_text="Whose holidays it keeps: a code of catalogue.calendars.")
    latitude = models.DecimalField(max_digits=7, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    phone = models.CharField(max_length=20, blank=True, help_text="In E.164.")
    languages = models.JSONField(default=list)
    accessibility = models.JSONField(default=list)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="spot_on_earth",
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            )
        ]

    def __str__(self) -> str:
        return self.slug


def _seconds(opens: str, closes: str) -> Func:
    """The span as a range of seconds of the day: PostgreSQL has no range of times."""
    ends = [Cast(Extract(field, "epoch"), models.IntegerField()) for field in (opens, closes)]
    return Func(*ends, function="int4range")


def _span(starts: str, ends: str) -> Func:
    return Func(starts, ends, function="tstzrange", output_field=DateTimeRangeField())


class OpeningHours(models.Model):
    """Open on this day of the week (Monday is 0), from then until then; a day may have several spans."""

    spot = models.ForeignKey(Spot, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="opening_once", fields=["spot", "weekday", "opens"]),
            models.CheckConstraint(name="opening_before_closing", condition=Q(opens__lt=F("closes"))),
            models.CheckConstraint(name="opening_on_a_weekday", condition=Q(weekday__lte=6)),
            ExclusionConstraint(
                name="opening_apart",
                expressions=[("spot", "="), ("weekday", "="), (_seconds("opens", "closes"), "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"


class SpecialDay(models.Model):
    """One day that is unlike its weekday: from then until then, or closed all day; why, in words by language."""

    spot = models.ForeignKey(Spot, models.CASCADE, related_name="special_days")
    day = models.DateField()
    opens = models.TimeField(null=True)
    closes = models.TimeField(null=True)
    reasons = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="special_day_once", fields=["spot", "day"]),
            models.CheckConstraint(
                name="special_day_both_or_closed",
                condition=Q(opens=None, closes=None)
                | Q(opens__isnull=False, closes__isnull=False, opens__lt=F("closes")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class Agreement(models.Model):
    """This spot receives what this service asks, from a day on and, where one is set, until before another.

    The service is named by its slug: it may be agreed upon before it is published.
    """

    spot = models.ForeignKey(Spot, models.CASCADE, related_name="agreements")
    service = models.SlugField()
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="agreement_once_a_day", fields=["spot", "service", "since"]),
            models.CheckConstraint(name="agreement_ends_later", condition=Q(until=None) | Q(until__gt=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.spot_id} {self.service}"


class Accreditation(models.Model):
    """Somebody whom the host employs may help people at this spot, until it is over; a manager sees its figures.

    `number` is what they are known by on paper. Who speaks no `languages` by name speaks every one.
    """

    class Role(models.TextChoices):
        CLERK = "clerk", "Helps people at a counter."
        MANAGER = "manager", "Runs the spot, and helps too."

    spot = models.ForeignKey(Spot, models.PROTECT, related_name="accreditations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="accreditations")
    role = models.CharField(max_length=10, choices=Role.choices)
    number = models.CharField(max_length=40)
    languages = models.JSONField(default=list)
    since = models.DateField()
    until = models.DateField(null=True)
    granted_by = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="accredited_once", fields=["spot", "user"], condition=Q(until=None)),
            models.UniqueConstraint(
                name="accreditation_number_once", fields=["spot", "number"], condition=Q(until=None)
            ),
            models.CheckConstraint(name="accreditation_ends_later", condition=Q(until=None) | Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return self.number


class Counter(models.Model):
    """Where one person is helped at a time; `clerk` sits there since `opened_at`."""

    spot = models.ForeignKey(Spot, models.CASCADE, related_name="counters")
    number = models.PositiveSmallIntegerField()
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="counter_once", fields=["spot", "number"]),
            models.UniqueConstraint(name="clerk_at_one_counter", fields=["clerk"]),
            models.CheckConstraint(
                name="counter_open_with_a_clerk",
                condition=Q(clerk=None, opened_at=None) | Q(clerk__isnull=False, opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spot_id} {self.number}"


class Day(models.Model):
    """One civil day of a spot: the last number drawn, how long visits take by now, and what the board shows."""

    spot = models.ForeignKey(Spot, models.CASCADE, related_name="days")
    day = models.DateField()
    drawn = models.PositiveIntegerField(default=0)
    served = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0, help_text="That those who were served took, together.")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="day_once", fields=["spot", "day"])]

    def __str__(self) -> str:
        return f"{self.spot_id} {self.day}"


class Ticket(models.Model):
    """A place in the line of a spot for a day, without a name: in the order of `rank_at`, called to a counter once."""

    class Reason(models.TextChoices):
        """Why the law lets somebody go first."""

        NONE = "", "Nobody."
        DISABLED = "disabled", "A disability."
        OLD = "old", "Old age."
        PREGNANT = "pregnant", "A pregnancy."
        CHILD = "child", "A small child in their arms."

    class Outcome(models.TextChoices):
        SERVED = "served", "They were helped."
        NO_SHOW = "no_show", "They did not come when they were called."
        LEFT = "left", "They gave it back."
        CLOSED = "closed", "The day ended before."

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    day = models.ForeignKey(Day, models.CASCADE, related_name="tickets")
    number = models.PositiveIntegerField()
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    language = models.CharField(max_length=8)
    door = models.SlugField(max_length=10)
    drawn_at = models.DateTimeField()
    rank_at = models.DateTimeField()
    counter = models.ForeignKey(Counter, models.SET_NULL, null=True, related_name="+")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    called_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="ticket_once_a_day", fields=["day", "number"]),
            models.UniqueConstraint(
                name="one_at_a_counter", fields=["counter"], condition=Q(called_at__isnull=False, ended_at=None)
            ),
        ]
        indexes = [
            models.Index(
                name="tickets_waiting", fields=["day", "rank_at", "number"], condition=Q(called_at=None, ended_at=None)
            ),
            models.Index(name="tickets_called", fields=["day", "-called_at"], condition=Q(called_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.number}"


class Appointment(models.Model):
    """Somebody comes to a spot at this time, without a name: one `seat` is kept for them, and for nobody else.

    Whoever knows its `number` may move it or take it back, through any door.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    number = models.CharField(max_length=12, unique=True)
    spot = models.ForeignKey(Spot, models.CASCADE, related_name="appointments")
    seat = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    service = models.SlugField(blank=True, help_text="What they come for, where they said it.")
    language = models.CharField(max_length=8)
    door = models.SlugField(max_length=10)
    made_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="appointment_number_is_digits", condition=Q(number__regex=r"^[1-9][0-9]{11}$")),
            models.CheckConstraint(name="appointment_ends_later", condition=Q(ends_at__gt=F("starts_at"))),
            ExclusionConstraint(
                name="appointment_seat_once",
                expressions=[("spot", "="), ("seat", "="), (_span("starts_at", "ends_at"), "&&")],
                condition=Q(cancelled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spot_id} {self.starts_at:%Y-%m-%d %H:%M}"
