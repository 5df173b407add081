"""Papers that staff put into the file: kept as evidence is, by whoever works there, never the applicant's to remove."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest

from services.casework import documents, handling
from services.casework.errors import DoorError, NotAllowed
from services.casework.models import Case, Document
from services.people.models import User
from services.record.models import Entry
from tests.services.casework.cast import Cast
from tests.services.casework.conftest import PDF, Applicant

pytestmark = pytest.mark.django_db


def put(user: User, case: Case, content: bytes = PDF, paper: str = "other") -> Document:
    file = BytesIO(content)
    file.name = "thư của ngân hàng.pdf"
    return handling.file_document(user, case.pk, paper, file)


def test_it_is_in_the_file_with_who_put_it_there(case: Case, cast: Cast) -> None:
    kept = put(cast.ann, case)
    held, content = documents.content(case.application_id, kept.pk)
    assert (held.name, content) == ("thư của ngân hàng.pdf", PDF)
    assert Entry.objects.get(kind="document.filed").actor == str(cast.ann.pk)


def test_the_applicant_cannot_take_it_out(case: Case, cast: Cast, applicant: Applicant) -> None:
    kept = put(cast.ann, case)
    assert documents.remove(applicant.id, kept.pk, touch=applicant.touch, keyed_by="citizen") == ""
    assert Document.objects.get(pk=kept.pk).removed_at is None


@pytest.mark.parametrize(
    ("content", "paper", "code"),
    [(b"", "other", "document_empty"), (b"MZ\0\0", "other", "document_kind"), (PDF, "letter", "paper_missing")],
)
def test_what_is_refused_is_not_kept(case: Case, cast: Cast, content: bytes, paper: str, code: str) -> None:
    with pytest.raises(DoorError) as refused:
        put(cast.ann, case, content, paper)
    assert refused.value.code == code
    assert not Document.objects.exists()


def test_nobody_files_in_a_case_of_another_body(case: Case, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        put(cast.eve, case)
    with pytest.raises(NotAllowed):
        handling.file_document(cast.ann, uuid4(), "other", BytesIO(PDF))
