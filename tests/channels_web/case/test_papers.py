"""The documents one gets: where each is, downloaded, or got another way."""

from __future__ import annotations

import pytest

from services.casework.models import Case, Output
from services.casework.outputs import issuing
from tests.channels_web.case.conftest import decide
from tests.channels_web.conftest import Browser
from tests.services.casework.cast import Cast


@pytest.fixture
def output(case: Case, cast: Cast) -> Output:
    decide(cast, case)
    return Output.objects.get()


def test_downloaded_as_often_as_one_likes(hers: Browser, case: Case, cast: Cast, output: Output) -> None:
    Output.objects.update(way="download", form="electronic")
    assert "It is being made." in hers.open(f"track/{case.application_id}/").text
    issuing.issue(cast.ann, output.pk)
    page = hers.open(f"track/{case.application_id}/")
    assert "Download (PDF)" in page.text
    for _ in range(2):
        file = hers.client.get(f"/en/track/{case.application_id}/document/{output.pk}/")
        assert file["Content-Disposition"].startswith("attachment")
        assert b"".join(file).startswith(b"%PDF")
    output.refresh_from_db()
    assert output.state == Output.State.HANDED_OVER


def test_another_way_while_it_has_not_left(hers: Browser, case: Case, output: Output) -> None:
    page = hers.open(f"track/{case.application_id}/document/{output.pk}/way/")
    saved = hers.submit(page, "/way/", way="download")
    assert "You get it the way you chose." in saved.text
    assert Output.objects.get().way == "download"


@pytest.mark.parametrize("way", ["", "pigeon", "home"])
def test_no_way_that_the_law_does_not_name(hers: Browser, case: Case, output: Output, way: str) -> None:
    page = hers.open(f"track/{case.application_id}/document/{output.pk}/way/")
    assert hers.submit(page, "/way/", way=way).status == 422


def test_what_is_not_there_yet_is_said(hers: Browser, case: Case, output: Output) -> None:
    early = hers.open(f"track/{case.application_id}/document/{output.pk}/")
    assert early.status == 409
    assert f"/en/track/{case.application_id}/" in early.text
