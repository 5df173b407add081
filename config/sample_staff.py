"""Who works in the demonstration, and in which teams; nobody here exists."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import transaction

from services.catalogue.models import Organisation
from services.people import staffing
from services.people.models import Membership, Team, User
from services.spots import accrediting
from services.spots.models import Spot

PASSWORD = "here-to-help"  # noqa: S105 it is no secret: the demonstration prints it
SECRET = "EVENHANDEVENHANDEVENHANDEVENHAND"  # noqa: S105 nor is this: the page shows the code that is valid now


class Member(NamedTuple):
    """Somebody, and what they are here to show."""

    email: str
    name: str
    duty: str


STAFF = (
    Member("an@office.example", "An Nguyễn", "handles cases"),
    Member("maria@office.example", "Maria Costa", "decides them"),
    Member("binh@office.example", "Bình Trần", "leads the team"),
    Member("joana@office.example", "Joana Silva", "owns services"),
    Member("lan@spot.example", "Lan Phạm", "helps people at a counter"),
    Member("minh@desk.example", "Minh Lê", "helps people on the telephone"),
    Member("hoa@desk.example", "Hoa Đỗ", "helps them too: a name that was said takes two to write down"),
)
TEAM = {"vi": "Nhóm giải quyết hồ sơ", "en": "Casework", "pt": "Equipa de processos"}
ROLES: Mapping[str, tuple[str, ...]] = {
    "an@office.example": ("handler",),
    "maria@office.example": ("decider",),
    "binh@office.example": ("handler", "lead"),
}
OPERATORS = ("minh@desk.example", "hoa@desk.example")
CLERKS = (("lan@spot.example", "diem-phuc-vu-ba-dinh", "VN-HN-0001"),)
DESK = {"vi": "Tổng đài", "en": "The desk", "pt": "A central"}
APART = "parity-office"
"""Where An does not work: a case of another body, to be opened only in an emergency."""


@transaction.atomic
def team_up() -> None:
    """A team in every authority of the samples, so that whatever is applied for has somebody; safe to repeat."""
    staff = {user.email: user for user in User.objects.filter(email__in=ROLES)}
    for organisation in Organisation.objects.order_by("pk"):
        team, _ = Team.objects.get_or_create(organisation=organisation, slug="casework", defaults={"names": TEAM})
        for email, roles in ROLES.items():
            if organisation.slug != APART or email != STAFF[0].email:
                _join(staff[email], team, roles)


@transaction.atomic
def man_the_desk() -> None:
    """Who helps on the telephone, in every language; safe to repeat."""
    first = Organisation.objects.order_by("pk").first()
    for user in User.objects.filter(email__in=OPERATORS) if first else ():
        team, _ = Team.objects.get_or_create(organisation=first, slug="desk", defaults={"names": DESK})
        _join(user, team, ("operator",))


@transaction.atomic
def sit_at_the_counter() -> None:
    """Who helps at a spot, in every language; safe to repeat."""
    for email, slug, number in CLERKS:
        spot, user = Spot.objects.filter(slug=slug).first(), User.objects.filter(email=email).first()
        if spot and user:
            accrediting.accredit(user, spot, "clerk", number, by="demonstration")


def _join(user: User, team: Team, roles: tuple[str, ...]) -> None:
    if not Membership.objects.filter(user=user, team=team, left_at=None).exists():
        staffing.join(user, team, roles, by=None)
