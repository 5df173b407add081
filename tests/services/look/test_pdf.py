"""Papers say what they were given, in every script, and are the kind of PDF that archives and readers want."""

import re
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from services.look import pdf, qr
from services.look.papers import Certificate, File, Letter

AT = datetime(2024, 3, 12, 9, 30, tzinfo=UTC)
VIETNAMESE = "ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữừứíìịỉĩýỳỷỵỹđ"
MARKUP = "#$*_`<>@\\/~-=+[]{}()'\"%&^|;:,.!?"
LETTERS = VIETNAMESE + VIETNAMESE.upper() + MARKUP + "abcdefghijklmnopqrstuvwxyz0123456789çõãéÇ"
CERTIFICATE: Certificate = {
    "language": "vi",
    "title": "Giấy khai sinh",
    "authority": "Ủy ban nhân dân phường Bến Nghé",
    "motto": ["Độc lập – Tự do – Hạnh phúc"],
    "number_label": "Số",
    "number": "4827 1935 6028",
    "rows": [
        {"label": "Họ, chữ đệm, tên", "value": "Nguyễn Thị Mỹ Phượng"},
        {"label": "Nơi cư trú", "value": "12 Nguyễn Huệ\nBến Nghé"},
    ],
    "basis": "Luật Hộ tịch số 60/2014/QH13, Điều 13",
    "place_and_date": "Bến Nghé, 12 tháng 3 năm 2024",
    "seal": "Chỗ đóng dấu",
    "verification": {
        "code": qr.svg("https://evenhand.example/verify/482719356028"),
        "alt": "Mã QR dẫn đến trang kiểm tra",
        "address": "evenhand.example/verify/482719356028",
        "words": "Ai cũng có thể kiểm tra giấy này.",
    },
}
LETTER: Letter = {
    "language": "pt",
    "title": "O seu pedido foi recusado",
    "authority": "Município",
    "sender": ["Rua da Liberdade 1", "1000-001 Lisboa"],
    "to": ["Maria João Conceição", "Rua das Flores 12", "4050-262 Porto"],
    "place_and_date": "Lisboa, 12 de março de 2024",
    "reference_label": "Referência",
    "reference": "4827 1935 6028",
    "paragraphs": ["O rendimento excede o limite."],
    "what_to_do": {"heading": "O que fazer", "steps": ["Leia esta carta.", "Ligue-nos."]},
    "how_to_object": {"heading": "Como contestar", "paragraphs": ["Tem 30 dias."]},
}
FILE: File = {
    "language": "en",
    "title": "What we hold about you",
    "authority": "Evenhand",
    "pages": "Page {page} of {pages}",
    "sections": [{"heading": "Application", "rows": [{"label": "Born", "value": "5 March 2024"}]}],
    "timeline": {"heading": "What happened", "columns": ["When", "What"], "rows": [["12 March", "Sent in"]] * 60},
}


def read(paper: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)


def test_a_certificate_says_all_it_was_given() -> None:
    text = read(pdf.render("certificate", CERTIFICATE, AT))
    for words in ("Nguyễn Thị Mỹ Phượng", "12 Nguyễn Huệ", "Giấy khai sinh", "4827 1935 6028", "Chỗ đóng dấu"):
        assert words in text
    assert "evenhand.example/verify/482719356028" in text
    assert "None" not in text and "svg" not in text


def test_a_letter_fits_its_window_and_says_how_to_object() -> None:
    text = read(pdf.render("letter", LETTER, AT))
    assert text.index("Maria João Conceição") < text.index("4050-262 Porto") < text.index("Lisboa, 12 de março")
    assert "1. Leia esta carta." in text
    assert "Como contestar\nTem 30 dias." in text


def test_a_file_numbers_its_pages_and_repeats_the_heads_of_its_table() -> None:
    pages = PdfReader(BytesIO(pdf.render("file", FILE, AT))).pages
    assert len(pages) > 1
    assert f"Page 2 of {len(pages)}" in pages[1].extract_text()
    assert all("When" in page.extract_text() for page in pages)


@pytest.mark.parametrize(("template", "data"), [("certificate", CERTIFICATE), ("letter", LETTER), ("file", FILE)])
def test_every_paper_is_tagged_and_made_to_last(template: str, data: dict[str, object]) -> None:
    paper = pdf.render(template, data, AT)
    reader = PdfReader(BytesIO(paper))
    assert reader.root_object["/Lang"] == data["language"]
    assert "/StructTreeRoot" in reader.root_object
    assert reader.metadata and reader.metadata.title == data["title"]
    assert b"<pdfuaid:part>1<" in paper and b"<pdfaid:part>2<" in paper
    assert paper == pdf.render(template, data, AT)


def test_a_demonstration_says_so_in_the_text_and_not_otherwise() -> None:
    assert "DEMONSTRATION" in read(pdf.render("letter", {**LETTER, "watermark": "DEMONSTRATION"}, AT))
    assert "DEMONSTRATION" not in read(pdf.render("letter", LETTER, AT))


@settings(max_examples=40)
@given(st.text(LETTERS, min_size=1, max_size=35))
def test_a_name_prints_as_itself(name: str) -> None:
    """Also one that would be markup or code if it stood in the template."""
    assert name in read(pdf.render("file", {**FILE, "timeline": None, "title": name}, AT))


@settings(max_examples=20)
@given(st.text(max_size=20), st.text(max_size=200))
def test_no_paper_fails_over_a_character(label: str, value: str) -> None:
    rows = [{"label": label, "value": value}]
    assert pdf.render("certificate", {**CERTIFICATE, "rows": rows}, AT).startswith(b"%PDF")


def test_what_no_font_shows_is_spelled_out() -> None:
    """A character that never will be one, so that no machine has a font for it."""
    text = read(pdf.render("letter", {**LETTER, "paragraphs": ["Nguyễn \ufdd0."]}, AT))
    assert "Nguyễn [U+FDD0]." in text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_our_own_fonts_hold_vietnamese(form: Literal["NFC", "NFD"]) -> None:
    """Composed or not, without a font of the machine."""
    words = " ".join(re.findall(".{1,12}", VIETNAMESE + VIETNAMESE.upper()))
    data = {**LETTER, "paragraphs": [unicodedata.normalize(form, words)]}
    text = " ".join(read(pdf._compiled("letter", data, AT, system=False)).split())
    assert words in unicodedata.normalize("NFC", text)


def test_a_mistake_in_the_data_is_ours_to_see() -> None:
    with pytest.raises(typst.TypstError, match="number"):
        pdf.render("certificate", {name: value for name, value in CERTIFICATE.items() if name != "number"}, AT)
