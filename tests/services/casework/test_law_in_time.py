"""An application comes under the rules it began with, and under others only as was declared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection

from services.casework import applications, touches
from services.casework.applications import LawChanged, Stopped
from services.casework.models import Application, Case
from services.catalogue import publishing, stopping
from services.journeys.definition import load
from services.journeys.steps import Ask, Done
from services.record import clock
from services.record.models import Entry
from tests.racing import race
from tests.services.casework.conftest import Applicant
from tests.services.catalogue.changed import REASON, RULES, change, definition, published

pytestmark = pytest.mark.django_db
SAYS = {"name": "An", "age": "40", "bins": "2"}


def declared(tmp_path: Path) -> Applicant:
    """Somebody about to send, under the rules as they were."""
    published(definition(tmp_path / "first"))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    applicant.answer_all(**SAYS)
    applicant.declare()
    return applicant


def changed(tmp_path: Path, begun: str, **more: Any) -> None:
    published(definition(tmp_path / "second", least=16), change(begun, **more))


def test_kept_it_is_sent_under_the_rules_it_began_with(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    began_under = Application.objects.get(pk=applicant.id).version_id
    changed(tmp_path, "keep")
    assert isinstance(applicant.submit().step, Done)
    assert Case.objects.get().version_id == began_under


def test_asked_again_it_comes_under_the_new_rules_and_says_why(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    changed(tmp_path, "ask_again", ask=("age",))
    turn = applicant.submit()
    assert isinstance(turn.step, Ask)
    assert (turn.step.instance, turn.step.saved) == ("age", 40)
    assert turn.told == REASON["en"]
    assert not Case.objects.exists()
    applicant.answer("age", "40")
    applicant.declare()
    assert isinstance(applicant.submit().step, Done)
    assert Entry.objects.filter(kind="application.moved").count() == 1


def test_with_nothing_to_ask_it_is_still_checked_and_declared_anew(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    changed(tmp_path, "ask_again")
    assert type(applicant.submit().step).__name__ == "Review"
    assert not Application.objects.get(pk=applicant.id).declared


def test_refused_it_is_not_sent_and_says_why(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    changed(tmp_path, "refuse")
    with pytest.raises(LawChanged) as refused:
        applicant.submit()
    assert refused.value.sentence("en").startswith(REASON["en"])
    assert not Case.objects.exists()


def test_taken_back_it_comes_under_the_right_rules_again(tmp_path: Path) -> None:
    published(definition(tmp_path / "first"))
    published(definition(tmp_path / "wrong", least=12), change("keep"))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    applicant.answer_all(**SAYS | {"age": "13"})
    applicant.declare()
    publishing.take_back("example", by="ben", change=change("ask_again", ask=("age",), kind="corrective"))
    applicant.submit()
    turn = applicant.answer("age", "13")
    assert type(turn.step).__name__ == "Refused"


def test_words_are_mended_without_asking_anybody_anything(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    folder = tmp_path / "first"
    words = (folder / "words.en.yaml").read_text().replace("What about bins?", "How many bins?")
    (folder / "words.en.yaml").write_text(words)
    published(load(folder))
    assert applications.ask(applicant.id, "bins").phrases.text("bins") == "How many bins?"
    assert isinstance(applicant.submit().step, Done)


def test_a_stopped_service_is_neither_begun_nor_sent_and_nothing_is_lost(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    stopping.stop("example", by="ann", words={"en": "A fault was found."})
    with pytest.raises(Stopped) as stopped:
        applicant.submit()
    assert stopped.value.sentence("en") == "A fault was found."
    assert stopped.value.sentence("vi")
    with pytest.raises(Stopped):
        applications.start("example", language="en", touch=applicant.touch)
    stopping.go_on("example", by="ann")
    assert isinstance(applicant.submit().step, Done)


def test_the_rules_of_the_event_count(tmp_path: Path) -> None:
    rules = EVENT
    old = published(definition(tmp_path / "old", rules=rules, since="2020-01-01"))
    published(definition(tmp_path / "new", rules=rules.replace("max: 9", "max: 3"), since="2026-01-01"), change("keep"))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    turn = applicant.answer("born", "1/6/2025")
    assert Application.objects.get(pk=applicant.id).version_id == old.pk
    assert turn.told
    applicant.answer("bins", "9")
    applicant.declare()
    assert isinstance(applicant.submit().step, Done)


EVENT = """
calendar: PT
in_force: {from: FROM}
applies_by: event
event: born
questions:
  - {ask: born, type: date}
  - {ask: bins, type: whole_number, min: 1, max: 9}
"""


@pytest.fixture
def try_out(tmp_path: Path) -> Callable[[], Applicant]:
    def tried() -> Applicant:
        version = publishing.try_out(definition(tmp_path / "tried"), by="ann")
        touch = touches.open("web", "en").id
        return Applicant(applications.try_out(version.rules_hash, language="en", touch=touch), touch)

    return tried


def test_of_a_try_out_no_case_comes(try_out: Callable[[], Applicant]) -> None:
    tried = try_out()
    tried.answer_all(**SAYS)
    tried.declare()
    turn = tried.submit()
    assert isinstance(turn.step, Done)
    assert turn.tryout
    assert not Case.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_not_even_by_sql(try_out: Callable[[], Applicant]) -> None:
    application = Application.objects.get(pk=try_out().id)
    with pytest.raises(IntegrityError, match="no case comes of a try-out"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO casework_case (id, application_id, case_type, reference, version_id, opened_at)"
            " VALUES (gen_random_uuid(), %s, 'example', '123456789012', %s, now())",
            [application.pk, application.version_id],
        )


@pytest.mark.django_db(transaction=True)
def test_a_publication_during_the_sending_is_before_it_or_after_it(tmp_path: Path) -> None:
    applicant = declared(tmp_path)
    race(applicant.submit, lambda: changed(tmp_path, "ask_again", ask=("age",)))
    application = Application.objects.get(pk=applicant.id)
    assert (application.submitted_at is None) == bool(application.ask_again)
    assert Case.objects.count() == (application.submitted_at is not None)


LAWS = [
    # by which day, that day, and which law counts: the old one until the end of June, the new one from July on
    ("filing", "2026-06-30 23:59", "old"),
    ("filing", "2026-07-01 00:00", "new"),
    ("decision", "2026-06-30 23:59", "old"),
    ("decision", "2026-07-01 00:00", "new"),
]


@pytest.mark.parametrize(("by", "moment", "law"), LAWS)
def test_the_day_by_which_the_law_counts_ends_at_midnight_where_the_authority_is(
    tmp_path: Path, by: str, moment: str, law: str
) -> None:
    rules = RULES.replace("applies_by: filing", f"applies_by: {by}")
    old = published(definition(tmp_path / "old", rules=rules))
    new = published(definition(tmp_path / "new", rules=rules, least=16, since="2026-07-01"), change("ask_again"))
    clock.travel(datetime(2026, 6, 15, 12, tzinfo=LISBON))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    applicant.answer_all(**SAYS)
    applicant.declare()
    clock.travel(datetime.fromisoformat(moment).replace(tzinfo=LISBON))
    applicant.submit()
    assert Application.objects.get(pk=applicant.id).version_id == {"old": old, "new": new}[law].pk


def test_a_date_that_was_held_keeps_the_law_of_its_day(tmp_path: Path) -> None:
    rules = RULES.replace("applies_by: filing", f"applies_by: filing\n{HOLD}")
    old = published(definition(tmp_path / "old", rules=rules))
    published(definition(tmp_path / "new", rules=rules, least=50, since="2026-07-01"), change("refuse"))
    clock.travel(datetime(2026, 6, 30, 12, tzinfo=LISBON))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    applicant.answer("name", "An")
    applications.hold(applicant.id, touch=touch, keyed_by="citizen")
    clock.travel(datetime(2026, 7, 10, 12, tzinfo=LISBON))
    applicant.answer_all(**SAYS)
    applicant.declare()
    assert isinstance(applicant.submit().step, Done)
    assert Case.objects.get().version_id == old.pk


HOLD = "hold: {needs: [name], calendar_days: 30, legal_basis: {title: A law}}"
LISBON = ZoneInfo("Europe/Lisbon")


BORN = [("2025-12-31", "old"), ("2026-01-01", "new"), ("2024-02-29", "old"), ("2026-06-01", "new")]


@pytest.mark.parametrize(("born", "law"), BORN)
def test_the_law_of_the_day_it_happened(tmp_path: Path, born: str, law: str) -> None:
    old = published(definition(tmp_path / "old", rules=EVENT, since="2020-01-01"))
    newer = EVENT.replace("max: 9", "max: 3")
    new = published(definition(tmp_path / "new", rules=newer, since="2026-01-01"), change("keep"))
    touch = touches.open("web", "en").id
    applicant = Applicant(applications.start("example", language="en", touch=touch), touch)
    applicant.answer("born", born)
    assert Application.objects.get(pk=applicant.id).version_id == {"old": old, "new": new}[law].pk
