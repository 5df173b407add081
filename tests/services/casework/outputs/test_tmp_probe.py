from typing import Any
import pytest
from services.casework.applications import opened as opening
from services.casework.models import Application
from tests.services.casework.outputs.test_races import *  # noqa
from tests.services.casework.outputs import test_races as R
pytestmark = pytest.mark.django_db(transaction=True)

@pytest.mark.parametrize("n", range(6))
def test_probe(at_work, monkeypatch, n):
    def lock(application_id: Any, spoken: str = "") -> Any:
        return opening._opened(Application.objects.select_for_update(of=("self",), no_key=True), application_id, spoken)
    monkeypatch.setattr(opening, "lock", lock)
    R.test_another_way_while_it_is_sent_is_taken_or_refused_never_both(at_work)
