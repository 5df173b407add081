"""Who belongs to a team, as who leads it changes it."""

from __future__ import annotations

import pytest

from services.casework import handling
from services.casework.models import Case
from services.people import staffing
from services.people.models import Substitution, User
from tests.services.casework.cast import Cast
from tests.services.office.desks import Desk


def test_members_and_their_load(leo: Desk, cast: Cast, case: Case) -> None:
    handling.take(cast.ann, case.pk)
    text = leo.open("/office/team/").text
    assert "Ann" in text and "handles cases" in text and '--numeric">1<' in text
    assert "Eve<" not in text


def test_somebody_joins(leo: Desk, cast: Cast) -> None:
    User.objects.create_user("new@office.example", "Nina")
    page = leo.post("team/do/join/", team=str(cast.team.pk), email=" New@office.example ", roles=["handler", "king"])
    assert "Nina" in page.text
    assert staffing.standing(User.objects.get(name="Nina")).roles[cast.team.organisation_id] == {"handler"}


@pytest.mark.parametrize(("email", "roles"), [("nobody@office.example", ["handler"]), ("eve@office.example", [])])
def test_who_cannot_join(leo: Desk, cast: Cast, email: str, roles: list[str]) -> None:
    assert leo.post("team/do/join/", team=str(cast.team.pk), email=email, roles=roles).status == 422


def test_what_they_had_in_hand_is_free_when_they_leave(leo: Desk, cast: Cast, case: Case) -> None:
    handling.take(cast.ann, case.pk)
    leo.post("team/do/leave/", team=str(cast.team.pk), user=str(cast.ann.pk))
    assert Case.objects.get().handler is None and not staffing.standing(cast.ann).roles


def test_only_who_leads_changes_it(ann: Desk, eve: Desk, cast: Cast) -> None:
    for desk in (ann, eve):
        page = desk.post("team/do/join/", team=str(cast.team.pk), email="eve@office.example", roles=["lead"])
        assert page.status == 403
    assert not staffing.standing(cast.eve).has("lead", cast.team.organisation_id)


def test_somebody_stands_in_until_they_are_back(ann: Desk, cast: Cast) -> None:
    until = {"until-day": "31", "until-month": "12", "until-year": "2030"}
    page = ann.post("team/do/substitute/", absent=str(cast.ann.pk), substitute=str(cast.leo.pk), **until)
    assert "Leo stands in" in page.text
    assert staffing.standing(cast.leo).stands_in_for == {cast.ann.pk}
    ann.post("team/do/back/", substitution=str(Substitution.objects.get().pk))
    assert not staffing.standing(cast.leo).stands_in_for


@pytest.mark.parametrize("year", ["", "x", "1999", "99999"])
def test_a_day_that_cannot_be(ann: Desk, cast: Cast, year: str) -> None:
    until = {"until-day": "31", "until-month": "12", "until-year": year}
    page = ann.post("team/do/substitute/", absent=str(cast.ann.pk), substitute=str(cast.leo.pk), **until)
    assert page.status == 422 and not Substitution.objects.exists()
