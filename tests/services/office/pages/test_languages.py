"""Every page of the office in every language: nothing left in another one, nothing inline."""

from __future__ import annotations

import pytest

from services.casework import handling
from services.casework.models import Case, Document
from services.office.acting.table import ACTIONS
from tests.services.casework.cast import Cast
from tests.services.office.desks import at_desk
from tests.services.office.test_pages import check

PAGES = ("", "?state=late&whose=mine", "search/?q=an", "figures/", "team/", "outages/", "glass/", "cases/{}/")


@pytest.mark.parametrize("language", ["vi", "pt"])
def test_in_this_language(case: Case, document: Document, cast: Cast, language: str) -> None:
    handling.note(cast.ann, case.pk, "…")
    desk = at_desk(cast.leo, language)
    for path in PAGES:
        check(desk.open(f"/office/{path.format(case.pk)}"), language)
    for name, action in ACTIONS.items():
        if action.form and action.role != "decider":
            check(desk.open(f"/office/cases/{case.pk}/do/{name}/?target=1"), language)


def test_after_the_decision(case: Case, cast: Cast) -> None:
    handling.decide(cast.ann, case.pk, "granted", "Đủ.", [{"title": "Luật", "article": "1"}])
    check(at_desk(cast.ben, "vi").open(f"/office/cases/{case.pk}/"), "vi")
    check(at_desk(cast.ben, "pt").open(f"/office/cases/{case.pk}/do/correct/"), "pt")
