"""The demonstration's staff have work: a team in every authority of the samples."""

from __future__ import annotations

import pytest

from config import sample_staff
from config.furnishing import sample_staff as furnished
from services.catalogue import samples
from services.catalogue.models import Organisation
from services.people import staffing
from services.people.models import Membership

pytestmark = pytest.mark.django_db


def test_everybody_is_in_their_team_once() -> None:
    samples.load("social-pension")
    an, maria, binh, joana, *_ = furnished()
    sample_staff.team_up()
    joined = Membership.objects.count()
    sample_staff.team_up()
    assert Membership.objects.count() == joined
    authority = Organisation.objects.get(slug="commune-peoples-committee").pk
    assert staffing.standing(an).has("handler", authority) and not staffing.standing(an).has("decider", authority)
    assert staffing.standing(maria).has("decider", authority) and staffing.standing(binh).has("lead", authority)
    assert not staffing.standing(joana).organisations


def test_one_body_is_anothers_to_an() -> None:
    samples.load("social-pension")
    an, *_ = furnished()
    sample_staff.team_up()
    apart = Organisation.objects.get(slug=sample_staff.APART)
    assert apart.pk not in staffing.standing(an).organisations
