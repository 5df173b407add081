"""The teams somebody belongs to: who is in them, how much each has in hand, who stands in for whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_noop

from services.casework.models import Case
from services.look.languages import language
from services.office.showing import moments
from services.people import breaking_glass, staffing
from services.people.models import BrokenGlass, Membership, Substitution, Team
from services.people.staffing import LEAD, Standing
from services.record import clock

MOST_COUNTED = 1000
ROLES = {
    "handler": gettext_noop("handles cases"),
    "decider": gettext_noop("decides"),
    "lead": gettext_noop("leads"),
    "archivist": gettext_noop("keeps the archive"),
    "parity_officer": gettext_noop("watches over equal treatment"),
}


@dataclass(frozen=True, slots=True)
class Member:
    user: str
    name: str
    roles: str
    load: str
    away: str
    substitution: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    id: str
    name: str
    leads: bool
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Glass:
    id: int
    who: str
    when: str
    reason: str
    case: str
    own: bool


def names_of(held: Standing) -> dict[str, str]:
    """Every team of the organisations somebody belongs to, by its id."""
    return {str(team.pk): _name(team) for team in _teams(held)}


def chosen(held: Standing, wanted: str) -> TeamPage | None:
    """One team of theirs, the first where none is named: four statements, however many there are in it."""
    found = list(_teams(held))
    team = next((each for each in found if str(each.pk) == wanted), found[0] if found else None)
    if team is None:
        return None
    members = list(staffing.memberships().filter(team=team).select_related("user").order_by("user__name", "pk"))
    loads = _loads([each.user_id for each in members])
    absent = staffing.under_way(clock.now()).filter(absent__in=[each.user_id for each in members])
    away = {each.absent_id: each for each in absent.select_related("substitute")}
    return TeamPage(
        id=str(team.pk),
        name=_name(team),
        leads=held.has(LEAD, team.organisation_id),
        members=tuple(_member(each, loads, away) for each in members),
    )


def glasses(held: Standing) -> tuple[Glass, ...]:
    """What nobody has looked into yet, of the cases of the organisations that somebody leads."""
    led = [organisation for organisation, roles in held.roles.items() if LEAD in roles]
    waiting = list(breaking_glass.to_look_into()[:MOST_COUNTED])
    ids = [each.subject.removeprefix("case:") for each in waiting if each.subject.startswith("case:")]
    cases = {f"case:{pk}": reference for pk, reference in _of(led, ids)}
    return tuple(_glass(each, cases[each.subject], held) for each in waiting if each.subject in cases)


def _teams(held: Standing) -> QuerySet[Team]:
    return Team.objects.filter(organisation__in=held.organisations).select_related("organisation").order_by("pk")


def _name(team: Team) -> str:
    return f"{team.organisation.name(language())}: {team.name(language())}"


def _of(organisations: list[int], ids: list[str]) -> list[tuple[object, str]]:
    return list(Case.objects.filter(authority__in=organisations, pk__in=ids).values_list("pk", "reference"))


def _loads(users: list[UUID]) -> Counter[UUID | None]:
    """Open cases by handler, counted up to a bound."""
    mine = Case.objects.filter(handler__in=users, closed_at=None).values_list("handler", flat=True)
    return Counter(mine[: MOST_COUNTED * 10])


def _member(each: Membership, loads: Counter[UUID | None], away: dict[UUID, Substitution]) -> Member:
    absence, load = away.get(each.user_id), loads[each.user_id]
    return Member(
        user=str(each.user_id),
        name=each.user.name,
        roles=", ".join(gettext(ROLES.get(role, role)) for role in each.roles),
        load=f"{MOST_COUNTED}+" if load >= MOST_COUNTED else str(load),
        away=_away(absence) if absence else "",
        substitution=absence.pk if absence else 0,
    )


def _away(absence: Substitution) -> str:
    said = {"name": absence.substitute.name, "until": moments.day_of(absence.until)}
    return gettext("away until %(until)s; %(name)s stands in") % said


def _glass(each: BrokenGlass, reference: str, held: Standing) -> Glass:
    return Glass(
        id=each.pk,
        who=each.user.name,
        when=moments.moment(each.at),
        reason=each.reason,
        case=reference,
        own=each.user_id == held.user,
    )
