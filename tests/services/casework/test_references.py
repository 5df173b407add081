"""References that can be read out and typed, and secrets that cannot be guessed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from services.casework import applications, references
from services.casework.applications import NotAReference, TooMany, WrongSecret
from services.casework.models import Application
from tests.services.casework.conftest import Applicant

minted = st.builds(references.mint)


@given(minted)
def test_read_as_it_is_shown(reference: str) -> None:
    assert references.read(references.grouped(reference)) == reference
    assert references.read(reference.translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == reference


@given(minted, st.integers(0, 11), st.integers(0, 9))
def test_one_wrong_digit_is_noticed(reference: str, place: int, digit: int) -> None:
    assume(reference[place] != str(digit))
    with pytest.raises(NotAReference):
        references.read(reference[:place] + str(digit) + reference[place + 1 :])


@given(minted, st.integers(0, 10))
def test_two_digits_changed_over_are_noticed(reference: str, place: int) -> None:
    swapped = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assume(swapped != reference)
    with pytest.raises(NotAReference):
        references.read(swapped)


@pytest.mark.parametrize("raw", ["", "12", "abc", "0" * 12, "1" * 13, "🎂" * 12, "\x00"])
def test_anything_else_is_no_reference(raw: str) -> None:
    with pytest.raises(NotAReference):
        references.read(raw)


@pytest.mark.django_db
def test_one_that_is_taken_is_drawn_again(applicant: Applicant, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = applicant.started.application.reference
    drawn = iter([int(taken[0]) - 1, *map(int, taken[1:11]), *[0] * 11])
    monkeypatch.setattr("secrets.randbelow", lambda most: next(drawn))
    assert references.free(Application).startswith("1" + "0" * 10)


@pytest.mark.django_db
def test_reference_and_secret_open_the_draft_again(applicant: Applicant) -> None:
    reference, secret = applicant.started.application.reference, applicant.started.secret
    opened = applications.resume(
        references.grouped(reference), references.grouped(secret), caller="x", touch=applicant.touch
    )
    assert opened.pk == applicant.id


@pytest.mark.django_db
def test_a_secret_issued_anew_makes_the_old_one_void(applicant: Applicant) -> None:
    reference, old = applicant.started.application.reference, applicant.started.secret
    new = applications.issue_secret(applicant.id, touch=applicant.touch, keyed_by="citizen")
    with pytest.raises(WrongSecret):
        applications.resume(reference, old, caller="x", touch=applicant.touch)
    assert applications.resume(reference, new, caller="x", touch=applicant.touch).pk == applicant.id


@pytest.mark.django_db
def test_guessing_ends(applicant: Applicant) -> None:
    reference = applicant.started.application.reference
    for guess in range(10):
        with pytest.raises(WrongSecret):
            applications.resume(reference, f"{guess:08}", caller=f"caller {guess}", touch=applicant.touch)
    with pytest.raises(TooMany) as too_many:
        applications.resume(reference, applicant.started.secret, caller="another", touch=applicant.touch)
    assert all(too_many.value.sentence(code) for code in ("vi", "en", "pt"))


@pytest.mark.django_db
def test_a_wrong_reference_says_no_more_than_a_wrong_secret(applicant: Applicant) -> None:
    with pytest.raises(WrongSecret):
        applications.resume(references.mint(), applicant.started.secret, caller="x", touch=applicant.touch)
