"""By post: who has no e-mail address is told all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from services.casework.models import Case
from services.casework.retention import exporting
from services.notices import sending, writing
from services.notices.models import Notice
from services.notices.ways import Failed, State, post
from tests.services.casework.conftest import Applicant
from tests.services.notices.conftest import chosen, event_of, reread


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.LETTERS_FOLDER = tmp_path
    settings.NOTICE_WAYS = {"post": "services.notices.ways.post.send"}
    return tmp_path


def test_a_letter_for_each_notice_and_only_one(folder: Path) -> None:
    for _ in range(2):
        post.send("12 Lê Lợi\nHà Nội", "It was decided", "Read it.", "123456789012", "vi")
    (letter,) = folder.iterdir()
    assert letter.read_text().startswith("12 Lê Lợi\nHà Nội\n\n\nIt was decided")
    assert letter.stat().st_mode & 0o077 == 0


def test_a_full_disk_is_tried_again(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings.LETTERS_FOLDER = tmp_path / "file"
    with pytest.raises(Failed) as failed:
        post.send("Here", "It", "Was", "123456789012", "vi")
    assert failed.value.state == State.TEMPORARY_FAILURE


def test_exported_with_the_rest_of_their_file(case: Case, notice: Notice) -> None:
    told = exporting.of_applications([case.application_id], "en")["applications"][0]["messages"]
    assert told[0]["subject"] and told[0]["at"]


def test_whose_address_is_all_there_is(folder: Path, case: Case, applicant: Applicant) -> None:
    chosen(applicant, post="12 Lê Lợi, Hà Nội")
    notice = writing.write("received", reread(case.application_id), {"title": "Trợ cấp hưu trí xã hội"})
    sending.send(event_of(notice))
    assert notice.attempts.get().state == State.SENT
    assert "12 Lê Lợi, Hà Nội" in (folder / f"notice-{notice.number}.txt").read_text()
