"""The states of an attempt never go back, whatever is tried in whatever order."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from services.notices import attempts
from services.notices.attempts import COMES_FROM, FINAL, claim, move
from services.notices.models import Attempt, Notice

State = Attempt.State
OUTCOMES = [state for state in COMES_FROM if state != State.SENDING]
RANK = {State.CREATED: 0, State.SENDING: 1, State.TEMPORARY_FAILURE: 1, State.UNCERTAIN: 2, **dict.fromkeys(FINAL, 3)}
ACTS = st.lists(st.sampled_from([None, *OUTCOMES]), max_size=12)


@pytest.mark.django_db
@examples(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_tried(notice: Notice, acts: list[State | None]) -> None:
    with transaction.atomic():
        attempt = attempts.opened(notice, "email", "an@example.vn")
        for act in acts:
            before = State(attempt.state)
            moved = move(attempt, act) if act else claim(attempt)
            assert moved == (before in COMES_FROM[act or State.SENDING])
            assert RANK[State(attempt.state)] >= RANK[before]
            assert before not in FINAL or attempt.state == before
            assert (attempt.until is not None) == (attempt.state in ("sending", "temporary_failure"))
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_database_knows_the_states(notice: Notice) -> None:
    attempt = attempts.opened(notice, "email", "an@example.vn")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.filter(pk=attempt.pk).update(state="delivered")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attempt.objects.create(
            notice=notice, way="email", client_reference="x", created_at=attempt.created_at, moved_at=attempt.moved_at
        )
