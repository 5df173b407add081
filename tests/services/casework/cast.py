"""The cast of every test about staff: who works for the pension office, and who does not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.casework.models import Case
from services.catalogue.models import Organisation
from services.people import staffing
from services.people.models import Team, User
from tests.services.casework.conftest import Applicant


@dataclass(frozen=True)
class Cast:
    """Ann handles, Ben decides, Leo leads; Eve handles cases of another body."""

    ann: User
    ben: User
    leo: User
    eve: User
    team: Team


def gather(authority: Organisation) -> Cast:
    """Everybody at their desk in the one team of this authority; Eve in another town."""
    team = Team.objects.create(organisation=authority, slug="pensions", names={"en": "Pensions"})
    elsewhere = Organisation.objects.create(
        slug="elsewhere", names={"en": "Elsewhere"}, level="commune", territory="VN-SG"
    )
    other = Team.objects.create(organisation=elsewhere, slug="others", names={"en": "Others"})
    return Cast(
        ann=_staff("ann", team, "handler"),
        ben=_staff("ben", team, "decider"),
        leo=_staff("leo", team, "handler", "lead"),
        eve=_staff("eve", other, "handler", "decider", "lead"),
        team=team,
    )


def sent(applicant: Applicant, **says: str) -> Case:
    """The case of an application that was answered, declared and sent."""
    applicant.answer_all(**says)
    applicant.declare()
    applicant.submit()
    return case_of(applicant.id)


def case_of(application_id: UUID) -> Case:
    """The main case as it stands in the database."""
    return Case.objects.select_related("authority").get(application=application_id, main=None, about=None)


def _staff(name: str, team: Team, *roles: str) -> User:
    user = User.objects.create_user(f"{name}@office.example", name.capitalize())
    staffing.join(user, team, roles, by=None)
    return user
