"""A pension application that was sent, the browser that holds it, and the office it came to."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import pytest
from django.core import signing

from channels_web.visitor import COOKIE, SALT
from services.casework import handling
from services.casework.models import Case, Decision
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast, gather
from tests.services.casework.conftest import applicant, arrive, case, case_held

__all__ = ["applicant", "arrive", "case", "case_held"]  # fixtures, as casework's own tests have them
BASIS = [{"title": "Luật Bảo hiểm xã hội 2024", "article": "21"}]


def holding(browser: Browser, *ids: UUID, parties: Iterable[int] = ()) -> Browser:
    """The browser as it is once these were opened in it."""
    said = {"ids": [str(each) for each in ids], "parties": list(parties), "touch": "", "seen": 0}
    browser.client.cookies[COOKIE] = signing.dumps(said, salt=SALT, compress=True)
    return browser


def decide(cast: Cast, case: Case, result: str = "granted", grounds: str = "She is 76.") -> Decision:
    return handling.decide(cast.ann, case.pk, result, grounds, BASIS)


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def hers(case: Case) -> Browser:
    """The browser of who applied."""
    return holding(Browser(), case.application_id)
