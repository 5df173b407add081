"""The messages one was sent stand on one's page, whether or not another way was there."""

from __future__ import annotations

from services.casework.models import Case
from services.notices import writing
from tests.channels_web.conftest import Browser


def test_listed_opened_and_read(hers: Browser, case: Case) -> None:
    notice = writing.write("withdrawn", case)
    page = hers.open(f"track/{case.application_id}/")
    assert "· new" in page.text
    assert "Messages to you" in page.text
    opened = hers.open(f"track/{case.application_id}/message/{notice.pk}/")
    assert notice.number[:4] in opened.text
    assert "· new" not in hers.open(f"track/{case.application_id}/").text
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_all_of_them_on_a_page_of_their_own(hers: Browser, case: Case) -> None:
    for _ in range(7):
        writing.write("withdrawn", case)
    assert hers.open(f"track/{case.application_id}/").text.count("/message/") == 5
    assert hers.open(f"track/{case.application_id}/messages/").text.count("/message/") == 7
