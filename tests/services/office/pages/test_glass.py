"""A case of another body: only by its whole reference, with a reason, to read, for an hour, looked into afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.casework.models import Case
from services.people.models import BrokenGlass
from services.record import clock
from services.record.models import Entry
from tests.services.casework.cast import Cast
from tests.services.office.desks import Desk, at_desk

REASON = "The applicant lies in our hospital and cannot speak."


def test_it_opens_for_an_hour_to_read(eve: Desk, cast: Cast, case: Case) -> None:
    page = eve.post("glass/", reference=case.reference, reason=REASON)
    assert page.path == f"/office/cases/{case.pk}/" and "This is a case of another body" in page.text
    assert "/do/" not in page.html
    assert eve.do(case, "note", text="x").status == 403
    assert Entry.objects.filter(subject=case.subject, kind="glass.broken").count() == 1
    clock.set_offset(timedelta(minutes=61))
    assert at_desk(cast.eve).open(f"/office/cases/{case.pk}/").status == 404


@pytest.mark.parametrize(
    ("reference", "reason", "sentence"),
    [("", "too short", "at least 20 characters"), ("4827", REASON, "12 digits"), ("", "", "at least 20 characters")],
)
def test_it_stays_shut(eve: Desk, case: Case, reference: str, reason: str, sentence: str) -> None:
    page = eve.post("glass/", reference=reference or case.reference, reason=reason)
    assert page.status == 422 and sentence in page.text and not BrokenGlass.objects.exists()


def test_who_leads_looks_into_it(eve: Desk, leo: Desk, ann: Desk, case: Case) -> None:
    eve.post("glass/", reference=case.reference, reason=REASON)
    assert REASON in leo.open("/office/team/").text and REASON not in ann.open("/office/team/").text
    glass = BrokenGlass.objects.get()
    assert ann.post("team/do/look_into/", glass=str(glass.pk)).status == 403
    assert eve.post("team/do/look_into/", glass=str(glass.pk)).status == 403
    leo.post("team/do/look_into/", glass=str(glass.pk))
    assert BrokenGlass.objects.get().looked_into_at is not None
    assert REASON not in leo.open("/office/team/").text


def test_trying_references_ends_soon(eve: Desk, case: Case) -> None:
    tried = [eve.post("glass/", reference="4827", reason=REASON).status for _ in range(21)]
    assert tried[-1] == 429 and set(tried[:20]) == {422}
