"""Whether a message is really ours: by its number, and nothing about whom it was for."""

from __future__ import annotations

from services.casework.models import Case
from services.notices import writing
from tests.channels_web.conftest import Browser


def test_a_message_of_ours(case: Case) -> None:
    notice = writing.write("received", case, {"title": "Trợ cấp hưu trí xã hội"})
    page = Browser().open(f"verify/?number={notice.number}")
    assert page.status == 200 and "This message is ours" in page.text
    assert case.reference not in page.text and "Nguyễn" not in page.text


def test_by_machine(case: Case) -> None:
    notice = writing.write("received", case, {"title": "Trợ cấp hưu trí xã hội"})
    said = Browser().client.get(f"/verify/{notice.number}.json").json()
    assert (said["state"], said["message"], said["number"]) == ("stands", "received", notice.number)
