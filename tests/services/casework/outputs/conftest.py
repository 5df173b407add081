"""A pension that was granted, and the document that comes of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytest_django import Settings

from services.casework import handling
from services.casework.models import Case, Output
from tests.services.casework.cast import Cast, case_of, gather

BASIS = [{"title": "Luật Bảo hiểm xã hội 2024", "article": "21"}]
GROUNDS = "Bà 76 tuổi và không có lương hưu nào khác."


def read(paper: bytes) -> str:
    """All of its words, with one space between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages).split())


def again(output: Output) -> Output:
    """As it stands in the database."""
    return Output.objects.select_related("case__application__data_key").get(pk=output.pk)


def grant(cast: Cast, case: Case) -> Output:
    handling.decide(cast.ann, case.pk, "granted", GROUNDS, BASIS)
    return Output.objects.exclude(state="revoked").get(case=case)


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.LETTERS_FOLDER = tmp_path / "letters"


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


@pytest.fixture
def output(case: Case, cast: Cast) -> Output:
    """Ordered by a decision; by post, the first way that law names."""
    return grant(cast, case)


def by(output: Output, way: str, form: str = "sealed_paper") -> Output:
    """As if it had been wanted this way from the beginning."""
    Output.objects.filter(pk=output.pk).update(way=way, form=form)
    return again(output)


def reloaded(case: Case) -> Case:
    return case_of(case.application_id)
