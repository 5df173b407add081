"""Two colleagues, or a colleague and the person, at the same instant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.casework import handling
from services.casework.errors import NotNow
from services.casework.models import Output
from services.casework.outputs import issuing, moving, receiving
from services.record import ledger
from services.record.models import Event
from tests.racing import race
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant
from tests.services.casework.outputs.conftest import again, by, grant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def at_work(arrive: Callable[[], Applicant]) -> tuple[Applicant, Cast, Output]:
    applicant = arrive()
    case = sent(applicant)
    assert case.authority is not None
    cast = gather(case.authority)
    return applicant, cast, grant(cast, case)


def test_two_issue_one_document(at_work: tuple[Applicant, Cast, Output]) -> None:
    _, cast, output = at_work
    first, second = race(lambda: issuing.issue(cast.ann, output.pk), lambda: issuing.issue(cast.ben, output.pk))
    assert first.fingerprint == second.fingerprint == again(output).fingerprint
    assert Event.objects.filter(kind="output.issued").count() == 1


def test_two_hand_it_over_and_one_learns_that_it_is_gone(at_work: tuple[Applicant, Cast, Output]) -> None:
    _, cast, output = at_work
    by(output, "spot")
    issuing.issue(cast.ann, output.pk)
    replies = race(lambda: moving.hand_over(cast.ann, output.pk), lambda: moving.hand_over(cast.ben, output.pk))
    refused = [reply for reply in replies if isinstance(reply, NotNow)]
    assert [each.code for each in refused] == ["output_handed_over"]
    assert Event.objects.filter(kind="output.handed_over").count() == 1


def test_issued_while_it_is_revoked_it_is_revoked(at_work: tuple[Applicant, Cast, Output]) -> None:
    _, cast, output = at_work
    reply, _ = race(
        lambda: issuing.issue(cast.ann, output.pk),
        lambda: handling.reopen(cast.ben, output.case_id, "A paper was forged."),
    )
    assert isinstance(reply, (Output, NotNow))
    assert again(output).state == "revoked"
    assert list(ledger.verify()) == []


def test_fetched_twice_at_once_it_is_handed_over_once(at_work: tuple[Applicant, Cast, Output]) -> None:
    applicant, cast, output = at_work
    by(output, "download", "electronic")
    issuing.issue(cast.ann, output.pk)
    first, second = race(
        lambda: receiving.fetch(applicant.id, output.pk, applicant.touch),
        lambda: receiving.fetch(applicant.id, output.pk, applicant.touch),
    )
    assert first == second
    assert Event.objects.filter(kind="output.handed_over").count() == 1


def test_another_way_while_it_is_sent_is_taken_or_refused_never_both(at_work: tuple[Applicant, Cast, Output]) -> None:
    applicant, cast, output = at_work
    issuing.issue(cast.ann, output.pk)
    replies = race(
        lambda: moving.sent(cast.ann, output.pk),
        lambda: receiving.choose_way(applicant.id, output.pk, "spot", touch=applicant.touch, keyed_by="citizen"),
    )
    assert sum(isinstance(reply, NotNow) for reply in replies) == 1, replies
    assert (again(output).way, again(output).state) in {("post", "sent"), ("spot", "issued")}
