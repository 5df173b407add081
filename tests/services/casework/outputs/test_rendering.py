"""What stands on a document, and in the form for the file."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from services.casework.applications import opened as opening
from services.casework.models import Case, Output
from services.casework.outputs import filing, rendering
from services.casework.references import grouped
from services.record import clock
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant
from tests.services.casework.outputs.conftest import GROUNDS, by, grant, read

pytestmark = pytest.mark.django_db


def text_of(case: Case, output: Output, signer: str = "") -> str:
    return read(rendering.certificate(case, output, at=clock.now(), signer=signer))


def test_it_says_who_issued_what_on_which_law_and_how_to_check_it(case: Case, output: Output) -> None:
    text = text_of(case, output)
    assert case.authority is not None and case.authority.name("vi") in text
    for words in ("Nguyễn Thị Ẩn", "12 Lê Lợi Hà Nội", "27 tháng 3 năm 1950", "Luật Bảo hiểm xã hội 2024, 21"):
        assert words in text
    assert grouped(output.number) in text and grouped(case.reference) in text
    assert "/verify/" in text and "None" not in text


def test_what_the_law_does_not_put_on_it_stays_off(case: Case, output: Output) -> None:
    text = text_of(case, output)
    assert "1500" not in text and "150020501234" not in text
    assert GROUNDS not in text


def test_paper_has_room_for_a_seal_and_a_name_a_file_says_it_needs_none(case: Case, output: Output) -> None:
    paper = text_of(case, output, "Ann")
    assert "Chỗ đóng dấu" in paper and "Ann" in paper and "dưới dạng điện tử" not in paper
    file = text_of(case, by(output, "download", "electronic"), "Ann")
    assert "dưới dạng điện tử" in file and "Ann" not in file and "Chỗ đóng dấu" not in file


def test_the_demonstration_says_so(case: Case, output: Output, settings: Settings) -> None:
    assert "BẢN MINH HỌA" not in text_of(case, output)
    settings.DEMO = True
    assert "BẢN MINH HỌA" in text_of(case, output)


def test_where_the_law_says_nothing_what_is_sensitive_or_evidence_stays_off(case: Case, output: Output) -> None:
    opened = opening.read(case.application_id)
    shown = {line["value"] for line in rendering.lines(opened, {})}
    assert {"Nguyễn Thị Ẩn", "Agribank"} < shown
    assert not {str(opened.values["account"]), ""} & shown
    assert len(shown) <= rendering.MOST


def test_lines_come_in_the_order_of_the_law_and_only_where_answered(case: Case, output: Output) -> None:
    opened = opening.read(case.application_id)
    lines = rendering.lines(opened, {"shows": ["born", "phone", "benefit_amount", "full_name"]})
    assert [line["value"] for line in lines] == ["27 tháng 3 năm 1950", "Nguyễn Thị Ẩn"]


def test_the_file_holds_every_answer_the_decision_and_what_happened(case: Case, output: Output) -> None:
    text = read(filing.file_copy(case))
    for words in ("Nguyễn Thị Ẩn", "Agribank", GROUNDS, "Luật Bảo hiểm xã hội 2024 21", grouped(output.number)):
        assert words in text
    assert "Quá trình giải quyết" in text
    assert "ngôn ngữ của luật" not in text


def test_the_file_of_a_case_in_another_language_holds_that_of_the_law_too(applicant: Applicant) -> None:
    case = sent(applicant)
    case.language = "en"
    case.save(update_fields=["language"])
    assert case.authority is not None
    grant(gather(case.authority), case)
    text = read(filing.file_copy(case))
    assert "in the language of the law (Tiếng Việt)" in text
    assert text.count("Nguyễn Thị Ẩn") == 2


def test_a_case_not_decided_has_a_file_too(case: Case, cast: Cast) -> None:
    assert "Nguyễn Thị Ẩn" in read(filing.file_copy(case))
