"""Who may fetch it, and everything held, for whom it is about."""

from __future__ import annotations

import json

from services.casework import cases
from services.casework.models import Case
from tests.channels_web.conftest import Browser


def test_named_shown_and_taken_back(hers: Browser, case: Case) -> None:
    where = f"track/{case.application_id}/collectors/"
    page = hers.submit(hers.open(where), name="Lê Văn Bảo", number="001 080 001 235")
    assert "Lê Văn Bảo" in page.text and "001 080 001 235" in page.text
    again = hers.submit(page, "/end/")
    assert "Lê Văn Bảo" not in again.text
    assert cases.collectors(case.application_id) == []


def test_what_was_typed_stays(hers: Browser, case: Case) -> None:
    page = hers.submit(hers.open(f"track/{case.application_id}/collectors/"), name="Lê Văn Bảo", number="")
    assert page.status == 422
    assert "Lê Văn Bảo" in page.html and "the number of their identity paper" in page.text


def test_everything_to_read_and_for_machines(hers: Browser, case: Case) -> None:
    where = f"/en/track/{case.application_id}/everything"
    paper, machine = hers.client.get(f"{where}.pdf"), hers.client.get(f"{where}.json")
    assert b"".join(paper).startswith(b"%PDF") and "attachment" in machine["Content-Disposition"]
    given = json.loads(machine.content)["applications"][0]
    assert given["reference"] == case.reference
    assert any(answer["answer"] == "Agribank" for answer in given["answers"])
