"""The code in a letter: written when it is wanted, printed once, compared and never told."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from services.casework import applications, print_room, touches
from services.casework.applications import Turn, letters
from services.casework.models import Application, Letter
from services.catalogue import publishing, samples
from services.journeys.steps import Ask
from services.record.models import Entry, Event
from tests.services.casework.conftest import Applicant

pytestmark = pytest.mark.django_db
SAYS = {
    "your_name": "Ana Sofia Martins",
    "your_nif": "123 456 789",
    "your_phone": "",
    "moved": "2/11/2026",
    "home_kind": "own_home",
    "new_address": "Rua Augusta 12\n1100-048 Lisboa",
    "minors": "done",
    "inform": "tax",
}


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.LETTERS_FOLDER = tmp_path / "letters"


@pytest.fixture
def mover() -> Applicant:
    """Somebody who has said everything but the code."""
    samples.load("address-change")
    touch = touches.open("web", "pt").id
    return up_to_the_code(Applicant(applications.start("address-change", language="pt", touch=touch), touch))


def up_to_the_code(applicant: Applicant) -> Applicant:
    while isinstance(applicant.turn.step, Ask) and applicant.turn.step.question.answer.type != "letter_code":
        step = applicant.turn.step
        name = step.instance.rpartition(".")[2]
        turn = applicant.answer(step.instance, SAYS[name])
        assert not getattr(turn.step, "problems", ()), turn.step
    return applicant


def asked(applicant: Applicant) -> str:
    step = applicant.turn.step
    assert isinstance(step, Ask)
    return step.instance


def printed() -> letters.Printed:
    """The letter written last, as it is printed."""
    with letters.printing(Letter.objects.latest("written_at").id) as found:
        assert found is not None
        return found


def problems(turn: Turn) -> list[str]:
    return [problem.code for problem in getattr(turn.step, "problems", ())]


def test_a_letter_goes_to_the_new_address(mover: Applicant) -> None:
    letter = printed()
    assert letter.address == SAYS["new_address"]
    assert letter.reference == Application.objects.get(pk=mover.id).reference
    assert letter.language == "pt"
    assert letter.code.isdecimal()


def test_it_is_printed_once_and_then_gone_from_here(mover: Applicant) -> None:
    letter = Letter.objects.get()
    print_room.print_of_event(Event.objects.get(kind="letter.written"))
    with letters.printing(letter.id) as again:
        assert again is None
    letter.refresh_from_db()
    assert bytes(letter.text_sealed) == b""


def test_the_print_room_makes_one_file_that_only_its_owner_reads(mover: Applicant, settings: Settings) -> None:
    event = Event.objects.get(kind="letter.written")
    print_room.print_of_event(event)
    print_room.print_of_event(event)
    (file,) = Path(settings.LETTERS_FOLDER).iterdir()
    text = file.read_text()
    assert text.startswith(SAYS["new_address"])
    assert "O seu código:" in text
    assert file.stat().st_mode & 0o077 == 0


def test_a_print_room_that_fails_leaves_it_to_be_printed(mover: Applicant) -> None:
    letter = Letter.objects.get()
    with pytest.raises(OSError, match="no paper"), letters.printing(letter.id):
        raise OSError("no paper")
    letter.refresh_from_db()
    assert letter.printed_at is None
    assert printed().code


def test_the_code_opens_and_is_never_kept_as_an_answer(mover: Applicant) -> None:
    code, instance = printed().code, asked(mover)
    turn = mover.answer(instance, f"{code[:4]} {code[4:]}")
    assert not problems(turn)
    assert mover.turn.phrases.interview.values[instance] is True
    assert code not in str(list(Entry.objects.values_list("data", flat=True)))
    assert code not in str(list(Event.objects.values_list("data", flat=True)))


NO_CODE = {"": "missing_code", "123": "wrong_code_length", "abcdefgh": "wrong_code_length"}


@pytest.mark.parametrize(("raw", "problem"), NO_CODE.items())
def test_what_is_no_code(mover: Applicant, raw: str, problem: str) -> None:
    assert problems(mover.answer(asked(mover), raw)) == [problem]


def test_guessing_ends(mover: Applicant) -> None:
    code, instance = printed().code, asked(mover)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    assert {problems(mover.answer(instance, wrong))[0] for _ in range(letters.ATTEMPTS)} == {"wrong_code"}
    assert problems(mover.answer(instance, code)) == ["wrong_code"]


def test_a_new_letter_makes_the_old_one_worthless(mover: Applicant) -> None:
    old, instance = printed().code, asked(mover)
    applications.ask_for_letter(mover.id, instance, touch=mover.touch, keyed_by="citizen")
    new = printed().code
    assert old == new or problems(mover.answer(instance, old)) == ["wrong_code"]
    assert not problems(mover.answer(instance, new))


def test_coming_back_writes_no_second_letter(mover: Applicant) -> None:
    applications.current(mover.id)
    mover.answer(asked(mover), "00000000")
    assert Letter.objects.count() == 1


def test_a_letter_only_where_one_is_asked_for(mover: Applicant) -> None:
    with pytest.raises(applications.NotAsked):
        applications.ask_for_letter(mover.id, "your_name", touch=mover.touch, keyed_by="citizen")


def test_in_a_try_out_nothing_is_posted_and_any_code_will_do() -> None:
    version = publishing.try_out(samples.definition("address-change"), by="ann")
    touch = touches.open("web", "pt").id
    tried = up_to_the_code(Applicant(applications.try_out(version.rules_hash, language="pt", touch=touch), touch))
    assert not Letter.objects.exists()
    assert not tried.turn.can_hold
    assert not problems(tried.answer(asked(tried), "00000000"))
