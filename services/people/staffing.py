"""Teams and who belongs to them: joining, leaving, standing in for a colleague; what follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from services.catalogue.models import Organisation
from services.people.models import Membership, Substitution, Team, User
from services.record import clock, ledger

LEAD = "lead"
PARITY_OFFICER = "parity_officer"
ARCHIVIST = "archivist"
OPERATOR = "operator"
"""Who helps on the telephone: cases are closed to them, as to everybody without another role."""


class NotTheLead(PermissionError):
    """Only who leads a team of the organisation changes who belongs to it."""


class NotAColleague(ValueError):
    """Somebody stands in for a colleague of the same organisation, for themselves never."""


@dataclass(frozen=True)
class Standing:
    """What somebody may work on now: their organisations, their roles in each, for whom they stand in."""

    user: UUID
    roles: dict[int, frozenset[str]]
    stands_in_for: frozenset[UUID]

    @property
    def organisations(self) -> list[int]:
        return list(self.roles)

    def has(self, role: str, organisation: int | None) -> bool:
        """Whether they have this role there; a decider may do what a handler does."""
        held = self.roles.get(organisation or 0, frozenset())
        return role in held or (role == "handler" and "decider" in held)


def standing(user: User) -> Standing:
    """Two statements; somebody deactivated belongs nowhere."""
    roles: dict[int, frozenset[str]] = {}
    if user.is_active:
        for organisation, held in memberships().filter(user=user).values_list("team__organisation", "roles"):
            if set(held) != {OPERATOR}:
                roles[organisation] = roles.get(organisation, frozenset()) | frozenset(held)
    absent = under_way(clock.now()).filter(substitute=user).values_list("absent", flat=True)
    return Standing(user.pk, roles, frozenset(absent))


def memberships() -> QuerySet[Membership]:
    """Those of now."""
    return Membership.objects.filter(left_at=None, user__is_active=True)


def operating(user: User) -> QuerySet[Membership]:
    """Where they help on the telephone."""
    return memberships().filter(user=user, roles__contains=[OPERATOR])


def under_way(now: datetime) -> QuerySet[Substitution]:
    """The substitutions that hold at this moment."""
    return Substitution.objects.filter(began_at__lte=now, until__gt=now, ended_at=None)


def colleagues(organisations: Iterable[int]) -> QuerySet[User]:
    """Who belongs to a team of one of these organisations, by name."""
    return (
        User.objects.filter(
            is_active=True, memberships__left_at=None, memberships__team__organisation__in=list(organisations)
        )
        .distinct()
        .order_by("name", "pk")
    )


def team_for(organisation: Organisation | None, service: str, language: str) -> Team | None:
    """The team that such cases go to: one for this service before one for all, one that speaks the language first."""
    teams = Team.objects.filter(Q(services=[]) | Q(services__contains=[service]), organisation=organisation)
    spoken = sorted(
        teams, key=lambda team: (language not in (team.languages or [language]), not team.services, team.pk)
    )
    return spoken[0] if spoken else None


@transaction.atomic
def join(user: User, team: Team, roles: Iterable[str], *, by: User | None) -> Membership:
    """Somebody joins a team, or changes their roles in it; raises NotTheLead. Without `by` the installation does it."""
    _lead(by, team.organisation_id)
    membership, _ = Membership.objects.update_or_create(
        user=user,
        team=team,
        left_at=None,
        defaults={"roles": sorted(set(roles))},
        create_defaults={"roles": sorted(set(roles)), "joined_at": clock.now()},
    )
    _note(user, "staff.joined", {"team": team.pk, "roles": membership.roles}, by)
    return membership


@transaction.atomic
def leave(user: User, team: Team, *, by: User) -> bool:
    """Somebody leaves a team; False where they had left. What they had in hand is free again: see casework."""
    _lead(by, team.organisation_id)
    left = Membership.objects.filter(user=user, team=team, left_at=None).update(left_at=clock.now())
    if left:
        _note(user, "staff.left", {"team": team.pk}, by)
    return bool(left)


@transaction.atomic
def substitute(absent: User, by_whom: User, *, until: datetime, by: User) -> Substitution:
    """From now until then; entered by the absent colleague or who leads them. Raises NotTheLead, NotAColleague."""
    shared = _shared(absent, by_whom)
    if absent == by_whom or not shared or until <= clock.now():
        raise NotAColleague
    if by != absent and not any(standing(by).has(LEAD, organisation) for organisation in shared):
        raise NotTheLead
    made = Substitution.objects.create(
        absent=absent, substitute=by_whom, began_at=clock.now(), until=until, entered_by=str(by.pk)
    )
    _note(absent, "staff.substituted", {"by": str(by_whom.pk), "until": until.isoformat()}, by)
    return made


@transaction.atomic
def end_substitution(substitution_id: int, *, by: User) -> bool:
    """Back before the time; False where it had ended."""
    found = under_way(clock.now()).filter(pk=substitution_id).select_related("absent").first()
    if found is None:
        return False
    if by != found.absent and not any(standing(by).has(LEAD, each) for each in standing(found.absent).organisations):
        raise NotTheLead
    found.ended_at = clock.now()
    found.save(update_fields=["ended_at"])
    _note(found.absent, "staff.back", {}, by)
    return True


def _shared(one: User, other: User) -> set[int]:
    return set(standing(one).organisations) & set(standing(other).organisations)


def _lead(by: User | None, organisation: int) -> None:
    if by is not None and not standing(by).has(LEAD, organisation):
        raise NotTheLead


def _note(user: User, kind: str, data: dict[str, object], by: User | None) -> None:
    ledger.append(f"user:{user.pk}", kind, data, actor=str(by.pk) if by else "installation")
