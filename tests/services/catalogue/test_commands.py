"""`manage.py services`: what an operator does from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from services.catalogue import calendars, certifying, queries, stopping
from services.catalogue.models import Publication, Version
from services.parity.models import ParityCertificate
from tests.services.catalogue.changed import REASON, change, definition, published

pytestmark = pytest.mark.django_db
Out = pytest.CaptureFixture[str]


def write_change(folder: Path, **declared: object) -> Path:
    path = folder / "change.yaml"
    path.write_text(json.dumps({"begun": "keep", "reason": REASON, **declared}))
    return path


def test_a_change_beside_the_rules_is_published_with_them(tmp_path: Path) -> None:
    published(definition(tmp_path / "a"))
    younger = definition(tmp_path / "b", least=16)
    write_change(tmp_path / "b", begun="ask_again", ask=["age"])
    call_command("services", "publish", str(tmp_path / "b"))
    last = Publication.objects.latest("at")
    assert (last.begun, last.ask, last.reason) == ("ask_again", ["age"], REASON)
    assert queries.live_version(last.service).rules_hash == younger.rules_hash


def test_what_changes_is_said_in_words(tmp_path: Path, capsys: Out) -> None:
    published(definition(tmp_path / "a"))
    definition(tmp_path / "b", least=16)
    call_command("services", "diff", "example", str(tmp_path / "b"))
    assert "“What about age?” is 16 at least" in capsys.readouterr().out
    call_command("services", "diff", "example", "example")
    assert capsys.readouterr().out.strip() == "Nothing changes."


def test_stop_and_go_on(tmp_path: Path, capsys: Out) -> None:
    version = published(definition(tmp_path))
    call_command("services", "stop", "example", "--words", "en=A fault.", "vi=Có lỗi.", "--by", "ann")
    stop = stopping.standing(version.service)
    assert stop is not None
    assert (stop.words, stop.began_by) == ({"en": "A fault.", "vi": "Có lỗi."}, "ann")
    call_command("services", "go-on", "example")
    call_command("services", "go-on", "example")
    assert "was not stopped" in capsys.readouterr().out


def test_back_to_the_rules_before(tmp_path: Path, capsys: Out) -> None:
    right = published(definition(tmp_path / "a"))
    published(definition(tmp_path / "b", least=90), change("keep"))
    declared = write_change(tmp_path, kind="corrective", begun="ask_again", ask=["age"])
    call_command("services", "back", "example", "--change", str(declared))
    assert f"example is back to {right.rules_hash[:12]}" in capsys.readouterr().out


def test_a_try_out_prints_its_link(tmp_path: Path, capsys: Out) -> None:
    definition(tmp_path)
    call_command("services", "try", str(tmp_path))
    assert "/apply/try/" in capsys.readouterr().out
    assert not Version.objects.filter(published_at__isnull=False).exists()


@pytest.mark.parametrize("kind", ["service", "words", "change"])
def test_the_schema_is_json(kind: str, capsys: Out) -> None:
    call_command("services", "schema", "--of", kind)
    assert json.loads(capsys.readouterr().out)["$schema"].startswith("https://json-schema.org")


WRONG = [
    ("stop", "nothing"),
    ("go-on", "nothing"),
    ("diff", "nothing", "nothing"),
    ("back", "nothing", "--change", "nothing.yaml"),
    ("publish", "nothing"),
]


@pytest.mark.parametrize("words", WRONG)
def test_what_is_not_there_gets_a_sentence(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("services", *words)


UNGATED = "ALTER TABLE catalogue_version DROP CONSTRAINT version_published_with_certificate"
GATED = (
    "ALTER TABLE catalogue_version ADD CONSTRAINT version_published_with_certificate"
    " CHECK (published_at IS NULL OR (certificate_id IS NOT NULL AND passed)) NOT VALID"
)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_what_was_published_before_the_gate_is_proved_and_the_key_then_holds(tmp_path: Path, capsys: Out) -> None:
    published(definition(tmp_path))
    with connections["owner"].cursor() as cursor:
        cursor.execute(UNGATED)
        cursor.execute("UPDATE catalogue_version SET certificate_id = NULL")
        cursor.execute(GATED)
        cursor.execute("DELETE FROM catalogue_calendarday")
        cursor.execute("DELETE FROM catalogue_calendar")
    assert not certifying.validate()
    call_command("services", "certify")
    assert "passed" in capsys.readouterr().out
    assert Version.objects.get().certificate == ParityCertificate.objects.get()
    assert queries.page("example", "en").decided_on == ()
    assert calendars.calendar("PT").code == "PT"
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT bool_and(convalidated) FROM pg_constraint WHERE conname LIKE 'version_%'")
        assert cursor.fetchone() == (True,)
