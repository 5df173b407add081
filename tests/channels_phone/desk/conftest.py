"""Somebody who called for a person, and two operators who may take them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from channels_phone.conversations import token_of
from services.assisted import waiting
from services.assisted.models import Waiting
from services.catalogue.models import Organisation
from services.people import staffing
from services.people.models import Team, User
from services.record import clock
from tests.channels_web.conftest import catalogue, catalogue_held

__all__ = ["catalogue", "catalogue_held"]
MONDAY = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)
NUMBER = "+84912345678"


@pytest.fixture
def team(catalogue: None) -> Team:
    clock.travel(MONDAY)
    return Team.objects.create(organisation=Organisation.objects.order_by("pk")[0], slug="desk", languages=["vi", "en"])


@pytest.fixture
def minh(team: Team) -> User:
    return operator("minh", team)


@pytest.fixture
def hoa(team: Team) -> User:
    return operator("hoa", team)


def operator(name: str, team: Team) -> User:
    user = User.objects.create_user(f"{name}@desk.example", name.title())
    staffing.join(user, team, ["operator"], by=None)
    return user


@pytest.fixture
def caller(team: Team) -> Waiting:
    return calls()


def calls(number: str = NUMBER, language: str = "vi", line: str = "CA1") -> Waiting:
    return waiting.ask(number, token_of(number), language, application_id=None, touch=None, line=line)
