"""Issuing: by a colleague or by the law, once, sealed, and traced."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from services.casework import deciding, handling
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Output
from services.casework.outputs import issuing, keeping
from services.record import ledger
from services.record.models import Entry, Event
from tests.services.casework.cast import Cast
from tests.services.casework.outputs.conftest import BASIS, again, by, grant, read, reloaded

pytestmark = pytest.mark.django_db


def by_law(case: Case) -> Event:
    """The event of what the rules decided."""
    deciding.by_silence(reloaded(case), "granted")
    return Event.objects.get(kind="outputs.ordered", subject=case.subject)


def test_it_is_sealed_and_its_fingerprint_kept(cast: Cast, output: Output) -> None:
    issued = issuing.issue(cast.ann, output.pk)
    assert (issued.state, issued.issued_by) == ("issued", str(cast.ann.pk))
    paper = keeping.content(again(output))
    assert sha256(paper).hexdigest() == issued.fingerprint
    assert "Nguyễn Thị Ẩn" in read(paper) and "Ann" in read(paper)
    assert "Agribank" in read(keeping.filed(again(output)))


def test_nothing_of_it_lies_in_the_clear(cast: Cast, output: Output, settings: Settings) -> None:
    issuing.issue(cast.ann, output.pk)
    files = [path for path in Path(settings.DOCUMENTS_FOLDER).rglob("*") if path.is_file()]
    assert len(files) == 2
    assert not any(b"%PDF" in path.read_bytes() for path in files)


def test_the_trace_has_ids_and_fingerprints_and_nobodys_name(case: Case, cast: Cast, output: Output) -> None:
    issued = issuing.issue(cast.ann, output.pk)
    event = Event.objects.get(kind="output.issued", subject=case.subject)
    assert event.data == {"application": str(case.application_id), "output": str(output.pk)}
    entry = Entry.objects.get(kind="output.issued", subject=case.subject)
    assert issued.fingerprint not in str(entry.data)
    assert list(ledger.verify(case.subject)) == []


def test_a_second_time_changes_nothing(cast: Cast, output: Output) -> None:
    first = issuing.issue(cast.ann, output.pk)
    second = issuing.issue(cast.ben, output.pk)
    assert (second.fingerprint, second.issued_by) == (first.fingerprint, str(cast.ann.pk))
    assert Event.objects.filter(kind="output.issued").count() == 1


@pytest.mark.parametrize("name", ["leo", "eve"])
def test_colleagues_of_the_office_issue_it_and_nobody_else(cast: Cast, output: Output, name: str) -> None:
    if name == "leo":
        assert issuing.issue(cast.leo, output.pk).state == "issued"
        return
    with pytest.raises(NotAllowed):
        issuing.issue(cast.eve, output.pk)
    with pytest.raises(NotAllowed):
        issuing.shown(cast.eve, output.pk)
    assert again(output).state == "ordered"


def test_what_is_revoked_is_not_issued(case: Case, cast: Cast, output: Output) -> None:
    handling.reopen(cast.ben, case.pk, "A paper was forged.")
    with pytest.raises(NotNow, match="output_revoked"):
        issuing.issue(cast.ann, output.pk)
    assert not again(output).fingerprint


def test_the_desk_sees_it_once_it_is_issued(cast: Cast, output: Output) -> None:
    with pytest.raises(NotNow, match="output_ordered"):
        issuing.shown(cast.ann, output.pk)
    issuing.issue(cast.ann, output.pk)
    name, paper = issuing.shown(cast.ann, output.pk)
    assert name == f"social-pension-decision-{output.number}.pdf"
    assert paper.startswith(b"%PDF")


def test_what_the_law_decided_it_issues_as_a_file_and_the_case_ends(case: Case, cast: Cast) -> None:
    event = by_law(case)
    made = by(Output.objects.get(case=case), "download", "electronic")
    issuing.issue_electronic(event)
    issuing.issue_electronic(event)
    assert (again(made).state, again(made).issued_by) == ("issued", "law")
    assert reloaded(case).closed_at is not None and reloaded(case).result == "granted"
    assert Event.objects.filter(kind="output.issued").count() == 1


def test_the_law_puts_no_seal_on_paper(case: Case, cast: Cast) -> None:
    event = by_law(case)
    issuing.issue_electronic(event)
    assert Output.objects.get(case=case).state == "ordered"
    assert reloaded(case).closed_at is None


def test_the_law_issues_nothing_that_people_decided(case: Case, cast: Cast, output: Output) -> None:
    by(output, "download", "electronic")
    issuing.issue_electronic(Event.objects.get(kind="outputs.ordered", subject=case.subject))
    assert again(output).state == "ordered"


def test_nor_what_was_decided_anew_by_people_meanwhile(case: Case, cast: Cast) -> None:
    event = by_law(case)
    handling.correct(cast.ben, case.pk, "granted_in_part", "Only from May.", BASIS)
    by(Output.objects.get(case=case, state="ordered"), "download", "electronic")
    issuing.issue_electronic(event)
    assert Output.objects.filter(case=case, state="issued").count() == 0


def test_a_correction_revokes_it_and_the_new_one_ends_the_case_again(case: Case, cast: Cast, output: Output) -> None:
    by(output, "download", "electronic")
    issuing.issue(cast.ann, output.pk)
    assert reloaded(case).closed_at is not None
    handling.correct(cast.ben, case.pk, "granted_in_part", "Only from May.", BASIS)
    new = by(Output.objects.get(case=case, state="ordered"), "download", "electronic")
    assert again(output).state == "revoked" and new.number != output.number
    assert reloaded(case).closed_at is None
    issuing.issue(cast.ann, new.pk)
    assert reloaded(case).closed_at is not None and reloaded(case).result == "granted_in_part"


def test_reopened_it_is_revoked_and_decided_again_it_is_ordered_anew(case: Case, cast: Cast, output: Output) -> None:
    issuing.issue(cast.ann, output.pk)
    handling.reopen(cast.ben, case.pk, "A paper was forged.")
    new = grant(cast, case)
    assert again(output).state == "revoked" and again(output).revoked_at is not None
    assert new.state == "ordered" and new.number != output.number
