"""The way of a document: by post, at a counter, at home; each step from where it stands, and from nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from services.casework import handling, print_room
from services.casework.applications import opened as opening
from services.casework.errors import NotAllowed, NotNow
from services.casework.models import Case, Output
from services.casework.outputs import issuing, moving
from services.people import contact_plans, mandates, persons
from services.people.models import Person
from services.record import clock
from services.record.models import Entry, Event
from tests.services.casework.cast import Cast
from tests.services.casework.outputs.conftest import again, read, reloaded

pytestmark = pytest.mark.django_db
Move = Callable[[Cast, Output], Output]
MOVES: dict[str, Move] = {
    "sent": lambda cast, output: moving.sent(cast.ann, output.pk, "VN 123"),
    "ready": lambda cast, output: moving.ready(cast.ann, output.pk),
    "handed_over": lambda cast, output: moving.hand_over(cast.ann, output.pk),
}
MAY = {
    ("post", "issued", "sent"),
    ("spot", "issued", "ready"),
    ("spot", "issued", "handed_over"),
    ("spot", "ready", "handed_over"),
    ("home", "issued", "ready"),
    ("home", "issued", "handed_over"),
    ("home", "ready", "handed_over"),
}


def standing(cast: Cast, output: Output, way: str, state: str) -> Output:
    if state != "ordered":
        issuing.issue(cast.ann, output.pk)
    Output.objects.filter(pk=output.pk).update(way=way, state=state)
    return again(output)


@pytest.fixture
def neighbour() -> Person:
    return persons.draw_up({"name": "Trần Văn Bình"}, "vi")


@pytest.mark.parametrize("state", ["ordered", "issued", "sent", "ready", "handed_over", "revoked"])
def test_every_step_is_taken_from_where_it_may_be_and_refused_elsewhere(
    case: Case, cast: Cast, output: Output, state: str
) -> None:
    issuing.issue(cast.ann, output.pk)
    for way in ("post", "spot", "home", "download"):
        for name, move in MOVES.items():
            Output.objects.filter(pk=output.pk).update(way=way, state=state)
            if (way, state, name) in MAY:
                assert move(cast, output).state == name
                continue
            with pytest.raises(NotNow) as refused:
                move(cast, output)
            assert refused.value.sentence("vi")
            assert again(output).state == state


def test_it_is_sent_with_its_number_and_the_case_ends(case: Case, cast: Cast, output: Output) -> None:
    issuing.issue(cast.ann, output.pk)
    assert reloaded(case).closed_at is None
    moving.sent(cast.ann, output.pk, " RR 123 456 789 VN ")
    assert (again(output).tracking, again(output).state) == ("RR 123 456 789 VN", "sent")
    assert again(output).moved_at is not None
    assert (reloaded(case).step, reloaded(case).result) == ("closed", "granted")


def test_the_number_it_is_tracked_by_stays_out_of_the_record(case: Case, cast: Cast, output: Output) -> None:
    issuing.issue(cast.ann, output.pk)
    moving.sent(cast.ann, output.pk, "RR123456789VN")
    assert "RR123456789VN" not in str(list(Entry.objects.values_list("data", flat=True)))
    assert "RR123456789VN" not in str(list(Event.objects.values_list("data", flat=True)))


def test_a_number_without_end_is_refused(cast: Cast, output: Output) -> None:
    issuing.issue(cast.ann, output.pk)
    with pytest.raises(NotNow, match="tracking_too_long"):
        moving.sent(cast.ann, output.pk, "9" * 61)
    assert again(output).state == "issued"


def test_the_print_room_makes_the_document_and_a_letter_to_where_they_live(
    cast: Cast, output: Output, settings: Settings
) -> None:
    issuing.issue(cast.ann, output.pk)
    moving.sent(cast.ann, output.pk)
    event = Event.objects.get(kind="output.sent")
    print_room.print_output_of_event(event)
    print_room.print_output_of_event(event)
    letter, document = sorted(Path(settings.LETTERS_FOLDER).iterdir(), key=lambda path: "social" in path.name)
    assert "Nguyễn Thị Ẩn 12 Lê Lợi Hà Nội" in read(letter.read_bytes())
    assert "Nguyễn Thị Ẩn" in read(document.read_bytes())
    assert {path.stat().st_mode & 0o777 for path in (letter, document)} == {0o600}


def test_what_was_revoked_meanwhile_is_not_printed(case: Case, cast: Cast, output: Output, settings: Settings) -> None:
    issuing.issue(cast.ann, output.pk)
    moving.sent(cast.ann, output.pk)
    handling.reopen(cast.ben, case.pk, "A paper was forged.")
    print_room.print_output_of_event(Event.objects.get(kind="output.sent"))
    assert not Path(settings.LETTERS_FOLDER).exists()


def test_the_applicant_collects_it_themselves(case: Case, cast: Cast, output: Output) -> None:
    standing(cast, output, "spot", "ready")
    assert moving.hand_over(cast.ann, output.pk).receiver == "applicant"
    assert reloaded(case).closed_at is not None


def test_who_holds_a_mandate_collects_it(case: Case, cast: Cast, output: Output, neighbour: Person) -> None:
    standing(cast, output, "spot", "ready")
    applicant = case.application.person
    assert applicant is not None
    mandate = mandates.give(applicant, neighbour, case.subject, [mandates.COLLECT], touch="")
    assert moving.hand_over(cast.ann, output.pk, neighbour).receiver == f"mandate:{mandate.pk}"
    assert "Bình" not in again(output).receiver


@pytest.mark.parametrize("given", ["nothing", "to follow", "ended", "over", "another case"])
def test_nobody_else_does(case: Case, cast: Cast, output: Output, neighbour: Person, given: str) -> None:
    standing(cast, output, "spot", "ready")
    applicant = case.application.person
    assert applicant is not None
    if given != "nothing":
        act = mandates.FOLLOW if given == "to follow" else mandates.COLLECT
        scope = "case:another" if given == "another case" else case.subject
        until = clock.now() if given == "over" else None
        mandate = mandates.give(applicant, neighbour, scope, [act], touch="", until=until)
        if given == "ended":
            mandates.end(mandate, by=str(applicant.pk))
    with pytest.raises(NotNow, match="no_mandate"):
        moving.hand_over(cast.ann, output.pk, neighbour)
    assert again(output).state == "ready"


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_another_body_moves_nothing(cast: Cast, output: Output, move: Move) -> None:
    issuing.issue(cast.ann, output.pk)
    with pytest.raises(NotAllowed):
        move(cast_of_eve(cast), output)
    assert again(output).state == "issued"


def cast_of_eve(cast: Cast) -> Cast:
    """Everybody is Eve."""
    return Cast(cast.eve, cast.eve, cast.eve, cast.eve, cast.team)


def test_without_an_address_nothing_is_posted(case: Case, cast: Cast, output: Output) -> None:
    opened = opening.lock(case.application_id)
    opened.put("home", None)
    opened.application.save(update_fields=["values_sealed"])
    assert case.contact_id is not None
    contact_plans.change(case.contact_id, "vi", [], {})
    issuing.issue(cast.ann, output.pk)
    with pytest.raises(NotNow, match="output_no_address"):
        moving.sent(cast.ann, output.pk)
