"""Two applications about one matter, or of one person, are noticed before they are sent; only staff are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.casework import applications, handling
from services.casework.errors import NotAllowed
from services.casework.models import Likeness, MatterToken
from tests.services.casework.cast import case_of, gather
from tests.services.casework.conftest import Applicant
from tests.services.casework.small import begin, go_through, publish

pytestmark = pytest.mark.django_db
RULES = """
alike: [[child, born]]
questions:
  - {ask: your_id, type: national_id, scheme: pt_nif, concept: personal-id}
  - {ask: child, type: person_name}
  - {ask: born, type: date}
"""
MOTHER = {"your_id": "123456789", "child": "Maria Ângela", "born": "1/3/2026"}
FATHER = MOTHER | {"your_id": "245987606"}


@pytest.fixture
def service(tmp_path: Path) -> None:
    publish(tmp_path, "birth", RULES)


def reviewed(**says: str) -> Applicant:
    """Answered and checked, not sent."""
    applicant = begin("birth")
    for name, said in says.items():
        applicant.answer(name, said)
    applications.review(applicant.id, applicant.turn.revision, touch=applicant.touch, keyed_by="citizen")
    return applicant


def whys(applicant: Applicant) -> set[str]:
    return set(Likeness.objects.filter(application=applicant.id).values_list("why", flat=True))


def test_two_parents_two_doors_one_child(service: None) -> None:
    mother, father = reviewed(**MOTHER), reviewed(**FATHER | {"child": "maria angela"})
    assert whys(mother) == whys(father) == {"matter"}


def test_one_person_twice(service: None) -> None:
    first, second = reviewed(**MOTHER), reviewed(**MOTHER | {"child": "João", "born": "2/3/2026"})
    assert whys(first) == whys(second) == {"person"}


def test_another_child_is_another_matter(service: None) -> None:
    first, second = reviewed(**MOTHER), reviewed(**FATHER | {"born": "2/3/2026"})
    assert whys(first) == whys(second) == set()


def test_what_was_put_right_is_not_alike_any_more_to_who_comes_later(service: None) -> None:
    first = reviewed(**MOTHER)
    first.answer("child", "Inês")
    applications.review(first.id, first.turn.revision, touch=first.touch, keyed_by="citizen")
    assert whys(reviewed(**FATHER)) == set()


def test_no_answer_is_kept_in_it(service: None) -> None:
    reviewed(**MOTHER)
    assert all("maria" not in token.token and "1234" not in token.token for token in MatterToken.objects.all())


def test_staff_look_at_it_and_settle_it(service: None) -> None:
    reviewed(**MOTHER)
    father = begin("birth")
    go_through(father, **FATHER)
    case = case_of(father.id)
    assert case.authority is not None
    cast = gather(case.authority)
    found = Likeness.objects.get(application=father.id)
    with pytest.raises(NotAllowed):
        handling.settle_likeness(cast.eve, case.pk, found.pk)
    handling.settle_likeness(cast.ann, case.pk, found.pk)
    found.refresh_from_db()
    assert found.settled_at is not None


def test_a_duplicate_ends_where_the_other_goes_on(service: None) -> None:
    mother, father = begin("birth"), begin("birth")
    go_through(mother, **MOTHER)
    go_through(father, **FATHER)
    one, two = case_of(mother.id), case_of(father.id)
    assert one.authority is not None
    cast = gather(one.authority)
    handling.merge(cast.ann, two.pk, one.pk)
    two.refresh_from_db()
    assert (two.merged_into, two.result, two.step) == (one, "lapsed", "closed")
    with pytest.raises(Exception, match="case_merged"):
        handling.take(cast.ann, two.pk)
    assert handling.take(cast.ann, one.pk).handler == cast.ann
