"""Who may help at a spot: employed by its host, accredited there, for as long as it holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from services.people.models import User
from services.record import clock, ledger
from services.spots import hours
from services.spots.models import Accreditation, Counter, Spot

Role = Accreditation.Role


class NotAccredited(PermissionError):
    """Nobody helps at a spot without an accreditation that holds there today."""


class Taken(Exception):
    """Somebody else sits at this counter."""


class NumberTaken(ValueError):
    """Somebody else is accredited there under this number."""


@transaction.atomic
def accredit(
    user: User, spot: Spot, role: str, number: str, languages: Iterable[str] = (), *, by: str
) -> Accreditation:
    """From today; one that holds there already stays as it is. Raises NumberTaken."""
    if Accreditation.objects.filter(spot=spot, number=number, until=None).exclude(user=user).exists():
        raise NumberTaken(number)
    said = {"role": Role(role), "number": number, "languages": list(languages), "granted_by": by}
    made, fresh = Accreditation.objects.get_or_create(
        spot=spot, user=user, until=None, defaults={**said, "since": hours.today(spot)}
    )
    if fresh:
        ledger.append(f"spot:{spot.slug}", "clerk.accredited", {"user": str(user.pk), "role": role}, actor=by)
    return made


@transaction.atomic
def withdraw(user: User, spot: Spot, *, by: str) -> bool:
    """At once: whatever they are at, the next thing they do there is refused."""
    ended = Accreditation.objects.filter(user=user, spot=spot, until=None).update(until=hours.today(spot))
    Counter.objects.filter(spot=spot, clerk=user).update(clerk=None, opened_at=None)
    if ended:
        ledger.append(f"spot:{spot.slug}", "clerk.withdrawn", {"user": str(user.pk)}, actor=by)
    return bool(ended)


def accredited(user: User, spot: Spot) -> Accreditation:
    """As what they work there today; raises NotAccredited."""
    found = holding(user).filter(Q(until=None) | Q(until__gt=hours.today(spot)), spot=spot).first()
    if found is None or not user.is_active:
        raise NotAccredited
    return found


def holding(user: User) -> QuerySet[Accreditation]:
    """Wherever they are accredited at all."""
    return Accreditation.objects.filter(user=user).select_related("spot").order_by("spot__slug", "-since")


def spots_of(user: User) -> list[Spot]:
    """Those where they may help today."""
    now = (each for each in holding(user) if each.until is None or each.until > hours.today(each.spot))
    return [each.spot for each in now] if user.is_active else []


@transaction.atomic
def sit_down(user: User, counter: Counter) -> None:
    """At this counter, and at no other any more; whoever is there is theirs to finish. Raises NotAccredited, Taken."""
    accredited(user, counter.spot)
    User.objects.select_for_update(no_key=True).get(pk=user.pk)  # pressed at two counters at once, one is the last
    Counter.objects.filter(clerk=user).exclude(pk=counter.pk).update(clerk=None, opened_at=None)
    free = Counter.objects.filter(Q(clerk=None) | Q(clerk=user), pk=counter.pk)
    if not free.update(clerk=user, opened_at=clock.now()):
        raise Taken


def get_up(user: User) -> None:
    """The counter is closed; whoever is there is for who sits down next."""
    Counter.objects.filter(clerk=user).update(clerk=None, opened_at=None)


def seat_of(user: User) -> Counter | None:
    """Where they sit."""
    return Counter.objects.select_related("spot").filter(clerk=user).first()


def seated(user: User) -> tuple[Counter, Accreditation]:
    """Where they sit, and as what they work there today; raises NotAccredited."""
    counter = seat_of(user)
    if counter is None:
        raise NotAccredited
    return counter, accredited(user, counter.spot)
