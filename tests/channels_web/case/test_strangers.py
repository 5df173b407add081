"""Every address with somebody's application or part in it, opened by a stranger: asked for the secret, told nothing."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import URLPattern, reverse

from channels_web.urls import urlpatterns
from services.casework.models import Case
from tests.channels_web.conftest import Browser

GUARDED = [each for each in urlpatterns if {"application_id", "party_id"} & set(each.pattern.converters)]
NAMING = [each for each in GUARDED if set(each.pattern.converters) - {"application_id", "party_id", "instance"}]


def test_there_are_many() -> None:
    assert len(GUARDED) > 24


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", GUARDED, ids=lambda each: each.name)
def test_a_stranger(case: Case, pattern: URLPattern, method: str) -> None:
    stranger = Browser()
    _, hidden = stranger.open("track/").form()
    known = {"application_id": case.application_id, "case_id": case.pk, "party_id": 1, "instance": "full_name"}
    wanted = {name: known.get(name, uuid4()) for name in pattern.pattern.converters}
    response = getattr(stranger.client, method)(reverse(f"web:{pattern.name}", kwargs=wanted), hidden)
    said = response.content.decode()
    assert response.status_code in (403, 405)
    assert "Agribank" not in said
    assert ('name="secret"' in said) == (response.status_code == 403)


@pytest.mark.parametrize("pattern", NAMING, ids=lambda each: each.name)
def test_what_is_not_of_this_application(hers: Browser, case: Case, pattern: URLPattern) -> None:
    """Who holds one application reaches nothing else through it."""
    known = {"application_id": case.application_id, "instance": "full_name"}
    wanted = {name: known.get(name, uuid4()) for name in pattern.pattern.converters}
    response = hers.client.get(reverse(f"web:{pattern.name}", kwargs=wanted))
    assert response.status_code in (403, 405)
