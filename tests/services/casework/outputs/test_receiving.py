"""What the person does: fetches the file, chooses another way."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from services.casework import deciding, handling
from services.casework.applications import opened as opening
from services.casework.errors import NotNow, NotYours
from services.casework.models import Case, Output, Task
from services.casework.outputs import issuing, keeping, moving, posting, receiving
from services.people import contact_plans
from services.record.models import Event
from tests.services.casework.cast import Cast
from tests.services.casework.conftest import Applicant
from tests.services.casework.outputs.conftest import again, by, read, reloaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(cast: Cast, output: Output) -> Output:
    """Issued as a file to fetch."""
    by(output, "download", "electronic")
    return issuing.issue(cast.ann, output.pk)


def choose(applicant: Applicant, output: Output, way: str) -> Output:
    return receiving.choose_way(applicant.id, output.pk, way, touch=applicant.touch, keyed_by="citizen")


def test_the_first_time_it_is_handed_over_and_later_only_given_again(applicant: Applicant, file: Output) -> None:
    first = receiving.fetch(applicant.id, file.pk, applicant.touch)
    second = receiving.fetch(applicant.id, file.pk, applicant.touch)
    assert first == second == (f"social-pension-decision-{file.number}.pdf", keeping.content(again(file)))
    assert (again(file).state, again(file).receiver) == ("handed_over", "applicant")
    assert Event.objects.filter(kind="output.handed_over").count() == 1


def test_a_file_ends_the_case_as_soon_as_it_is_there(case: Case, file: Output) -> None:
    assert reloaded(case).step == "closed"


def test_nobody_fetches_anothers(applicant: Applicant, file: Output) -> None:
    for application_id, output_id in ((uuid4(), file.pk), (applicant.id, uuid4())):
        with pytest.raises(NotYours):
            receiving.fetch(application_id, output_id, applicant.touch)
    assert again(file).state == "issued"


def test_what_is_not_there_yet_or_comes_another_way_says_so(applicant: Applicant, cast: Cast, output: Output) -> None:
    with pytest.raises(NotNow, match="output_other_way"):
        receiving.fetch(applicant.id, output.pk, applicant.touch)
    by(output, "download", "electronic")
    with pytest.raises(NotNow, match="output_not_yet"):
        receiving.fetch(applicant.id, output.pk, applicant.touch)


def test_what_was_revoked_is_not_given_any_more(applicant: Applicant, case: Case, cast: Cast, file: Output) -> None:
    receiving.fetch(applicant.id, file.pk, applicant.touch)
    handling.reopen(cast.ben, case.pk, "A paper was forged.")
    with pytest.raises(NotNow, match="output_revoked"):
        receiving.fetch(applicant.id, file.pk, applicant.touch)


def test_the_ways_are_those_of_the_law(applicant: Applicant, output: Output) -> None:
    assert receiving.ways(applicant.id, output.pk) == ("post", "spot", "download")


def test_another_way_before_it_is_issued(applicant: Applicant, output: Output) -> None:
    assert choose(applicant, output, "download").form == "electronic"
    assert choose(applicant, output, "spot").form == "sealed_paper"
    assert (again(output).way, again(output).state) == ("spot", "ordered")


def test_another_way_for_the_same_paper_keeps_it_issued(applicant: Applicant, cast: Cast, output: Output) -> None:
    before = issuing.issue(cast.ann, output.pk)
    after = choose(applicant, output, "spot")
    assert (after.state, after.fingerprint) == ("issued", before.fingerprint)
    assert moving.ready(cast.ann, output.pk).state == "ready"


def test_in_another_form_it_is_issued_anew(applicant: Applicant, cast: Cast, output: Output) -> None:
    issuing.issue(cast.ann, output.pk)
    assert choose(applicant, output, "download").state == "ordered"
    assert not again(output).issued_at and not again(output).fingerprint
    issuing.issue(cast.ann, output.pk)
    assert "dưới dạng điện tử" in read(keeping.content(again(output)))


def test_a_file_nobody_fetched_may_still_come_on_paper_and_somebody_is_told(
    applicant: Applicant, case: Case, cast: Cast, file: Output
) -> None:
    choose(applicant, file, "post")
    task = Task.objects.get(case=case, name="issue_document")
    assert (task.state, task.about) == ("open", str(file.pk))
    issuing.issue(cast.ann, file.pk)
    moving.sent(cast.ann, file.pk)
    task.refresh_from_db()
    assert task.state == "dropped"


def test_back_and_forth_the_task_is_there_again(applicant: Applicant, case: Case, cast: Cast, file: Output) -> None:
    choose(applicant, file, "post")
    choose(applicant, file, "download")
    issuing.issue(cast.ann, file.pk)
    choose(applicant, file, "spot")
    assert Task.objects.get(case=case, name="issue_document").state == "open"


def test_what_the_law_decided_it_issues_as_soon_as_a_file_is_wanted(applicant: Applicant, case: Case) -> None:
    deciding.by_silence(reloaded(case), "granted")
    made = choose(applicant, Output.objects.get(case=case), "download")
    issuing.issue_electronic(Event.objects.filter(kind="outputs.ordered").latest("pk"))
    assert (again(made).state, again(made).issued_by) == ("issued", "law")


@pytest.mark.parametrize(
    ("state", "way", "code"),
    [
        ("sent", "spot", "output_on_its_way"),
        ("ready", "post", "output_on_its_way"),
        ("handed_over", "post", "output_on_its_way"),
        ("revoked", "spot", "output_revoked"),
        ("ordered", "home", "no_such_way"),
        ("ordered", "", "no_such_way"),
        ("ordered", "pigeon", "no_such_way"),
    ],
)
def test_what_cannot_be_chosen_is_said(
    applicant: Applicant, cast: Cast, output: Output, state: str, way: str, code: str
) -> None:
    issuing.issue(cast.ann, output.pk)
    Output.objects.filter(pk=output.pk).update(state=state)
    with pytest.raises(NotNow, match=code):
        choose(applicant, output, way)
    assert (again(output).state, again(output).way) == (state, "post")


def test_nobody_chooses_for_another(applicant: Applicant, output: Output) -> None:
    with pytest.raises(NotYours):
        receiving.choose_way(applicant.id, UUID(int=7), "spot", touch=applicant.touch, keyed_by="citizen")


def test_the_same_way_again_changes_nothing(applicant: Applicant, output: Output) -> None:
    choose(applicant, output, "post")
    assert not Event.objects.filter(kind="output.way_chosen").exists()


def test_by_post_it_goes_where_they_want_to_be_written_to(applicant: Applicant, case: Case, output: Output) -> None:
    assert case.contact_id is not None
    contact_plans.change(case.contact_id, "vi", ["post"], {"post": "Hộp thư 7\nHuế"})
    address = posting.address_of(reloaded(case), again(output), opening.read(case.application_id))
    assert address == "Hộp thư 7\nHuế"
