"""A network of spots out of a file: checked whole, then made or brought up to date, each by its slug."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Literal

from django.db import transaction
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from services.catalogue import calendars
from services.catalogue.models import Organisation
from services.journeys.definition import nodes
from services.record import ledger
from services.spots import hours
from services.spots.models import ACCESS, Agreement, Counter, OpeningHours, SpecialDay, Spot

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
E164 = r"^(\+[1-9][0-9]{6,14})?$"


class NotLoaded(ValueError):
    """What is wrong with a file, a sentence for each thing; nothing of it was loaded."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Written(BaseModel):
    """One spot as it stands in a file; `open` by the day of the week: "08:00-12:00 13:00-17:00"."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=2, max_length=200)
    kind: Literal["town_hall", "parish", "post_office", "care_home", "mobile"]
    host: str = Field(min_length=2, max_length=200)
    organisation: str = ""
    address: str = Field(min_length=2, max_length=300)
    place: str = Field(min_length=2, max_length=100)
    postcode: str = Field(default="", max_length=12)
    calendar: str
    position: tuple[Decimal, Decimal]
    phone: str = Field(default="", pattern=E164)
    languages: tuple[str, ...] = Field(min_length=1)
    accessibility: tuple[str, ...] = ()
    counters: int = Field(default=1, ge=1, le=60)
    offers: tuple[str, ...] = ()
    open: Mapping[str, str]
    special: Mapping[date, str] = {}
    closed_on: date | None = None

    @field_validator("calendar")
    @classmethod
    def _calendar(cls, code: str) -> str:
        if code not in calendars.ZONES:
            raise ValueError(f"there is no calendar {code}")
        return code

    @field_validator("position")
    @classmethod
    def _position(cls, at: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
        if abs(at[0]) > 90 or abs(at[1]) > 180:
            raise ValueError("the latitude comes first, from -90 to 90, then the longitude")
        return at

    @field_validator("accessibility")
    @classmethod
    def _access(cls, each: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := set(each) - set(ACCESS):
            raise ValueError(f"{', '.join(sorted(unknown))} is none of {', '.join(ACCESS)}")
        return each

    @field_validator("open")
    @classmethod
    def _open(cls, days: Mapping[str, str]) -> Mapping[str, str]:
        if unknown := set(days) - set(DAYS):
            raise ValueError(f"{', '.join(sorted(unknown))} is no day of the week")
        for day, text in days.items():
            _in_order(day, spans_of(text))
        return days

    @field_validator("special")
    @classmethod
    def _special(cls, days: Mapping[date, str]) -> Mapping[date, str]:
        for day, text in days.items():
            if text != "closed" and len(spans_of(text)) != 1:
                raise ValueError(f"{day}: one span, or closed")
        return days


FILE = TypeAdapter(dict[str, Written])


def load(path: Path) -> int:
    """How many spots are other than before; raises NotLoaded."""
    spots = _read(path)
    with transaction.atomic():
        return sum(_kept(slug, written) for slug, written in spots.items())


def spans_of(text: str) -> list[tuple[time, time]]:
    """Out of "08:00-12:00 13:00-17:00"; raises ValueError."""
    spans = []
    for each in text.split():
        opens, _, closes = each.partition("-")
        spans.append((time.fromisoformat(opens), time.fromisoformat(closes)))
    return spans


def _in_order(day: str, spans: list[tuple[time, time]]) -> None:
    moments = [moment for span in spans for moment in span]
    if moments != sorted(set(moments)):
        raise ValueError(f"{day}: each span must end after it begins, and before the next")


def _read(path: Path) -> dict[str, Written]:
    try:
        document = nodes.read(path.name, path.read_bytes())
        return FILE.validate_python(document.data)
    except ValidationError as wrong:
        raise NotLoaded(list(_sentences(document, wrong))) from None
    except nodes.Unreadable as wrong:
        raise NotLoaded([str(wrong.mistake)]) from None
    except OSError as error:
        raise NotLoaded([f"{path.name}: {error.strerror}"]) from None


def _sentences(document: nodes.Document, wrong: ValidationError) -> Iterator[str]:
    for each in wrong.errors():
        where = ", ".join(map(str, each["loc"]))
        yield str(document.mistake(each["loc"], f"{where}: {each['msg'].removeprefix('Value error, ')}"))


def _kept(slug: str, written: Written) -> bool:
    """Whether anything of it is new."""
    calendars.ensure(written.calendar)
    said = written.model_dump(exclude={"organisation", "position", "counters", "offers", "open", "special"})
    said |= {"languages": list(written.languages), "accessibility": list(written.accessibility)}
    said |= {"latitude": written.position[0], "longitude": written.position[1]}
    said["organisation"] = Organisation.objects.filter(slug=written.organisation).first()
    before = _standing(slug)
    spot, _ = Spot.objects.update_or_create(slug=slug, defaults=said)
    _keep_hours(spot, written)
    _keep_agreements(spot, written)
    _keep_counters(spot, written)
    if changed := _standing(slug) != before:
        ledger.append(f"spot:{slug}", "spot.loaded", {}, actor="installation")
    return changed


def _keep_hours(spot: Spot, written: Written) -> None:
    spot.hours.all().delete()
    spot.special_days.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(spot=spot, weekday=DAYS.index(day), opens=opens, closes=closes)
        for day, text in written.open.items()
        for opens, closes in spans_of(text)
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(spot=spot, day=day, **_special(text)) for day, text in written.special.items()
    )


def _keep_agreements(spot: Spot, written: Written) -> None:
    """What it offers from today; what it offers no more ends, and is not forgotten."""
    today = hours.today(spot)
    stands = Agreement.objects.filter(spot=spot, until=None)
    stands.exclude(service__in=written.offers).filter(since=today).delete()
    stands.exclude(service__in=written.offers).update(until=today)
    known = set(stands.values_list("service", flat=True))
    Agreement.objects.bulk_create(
        [Agreement(spot=spot, service=slug, since=today) for slug in written.offers if slug not in known],
        ignore_conflicts=True,
    )


def _keep_counters(spot: Spot, written: Written) -> None:
    """One more or less; where somebody sits stays until they get up."""
    spot.counters.filter(number__gt=written.counters, clerk=None).delete()
    wanted = [Counter(spot=spot, number=number) for number in range(1, written.counters + 1)]
    Counter.objects.bulk_create(wanted, ignore_conflicts=True)


def _special(text: str) -> dict[str, time]:
    if text == "closed":
        return {}
    ((opens, closes),) = spans_of(text)
    return {"opens": opens, "closes": closes}


def _standing(slug: str) -> tuple[object, ...]:
    """All that is kept of it, to be compared."""
    row = Spot.objects.filter(slug=slug).values().first()
    week = OpeningHours.objects.filter(spot__slug=slug).order_by("weekday", "opens")
    days = SpecialDay.objects.filter(spot__slug=slug).order_by("day")
    offers = Agreement.objects.filter(spot__slug=slug, until=None).order_by("service")
    return (
        row,
        list(week.values_list("weekday", "opens", "closes")),
        list(days.values_list("day", "opens", "closes")),
        list(offers.values_list("service", flat=True)),
        Counter.objects.filter(spot__slug=slug).count(),
    )
