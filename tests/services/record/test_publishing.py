"""Anybody reads the signed seals, checks them by themselves, and keeps copies that the operator cannot change."""

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import CommandError, call_command
from django.test import Client

from services.record import publishing, tasks
from services.record.models import SignedSeal
from services.record.publishing import published
from tests.services.record.sealing import DAY, later, sealed, signed
from tests.services.record.tampering import as_owner

pytestmark = pytest.mark.django_db


def test_newest_first_and_page_by_page() -> None:
    days = [signed("a").day.isoformat() for _ in range(3)]
    assert [one["day"] for one in published()] == days[::-1]
    assert [one["day"] for one in published(most=1)] == days[2:]
    assert [one["seal"] for one in published(SignedSeal.objects.latest("day").day)] == [2, 1]


def test_anybody_checks_a_signature_with_what_is_published(client: Client) -> None:
    signed("a")
    (seal,) = client.get("/verify/seals/").json()["seals"]
    said = ["Evenhand daily seal", *(seal[name] for name in ("day", "seal", "hash", "previous", "key", "public_key"))]
    message = json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
    Ed25519PublicKey.from_public_bytes(base64.b64decode(seal["public_key"])).verify(
        base64.b64decode(seal["signature"]), message
    )


def test_the_next_page_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.record.views.PAGE", 2)
    for _ in range(3):
        signed("a")
    first = client.get("/verify/seals/").json()
    second = client.get(first["next"]).json()
    assert [seal["seal"] for seal in first["seals"] + second["seals"]] == [3, 2, 1]
    assert second["next"] is None


def test_what_is_no_day_is_told(client: Client) -> None:
    assert client.get("/verify/seals/?before=yesterday").status_code == 400
    assert client.post("/verify/seals/").status_code == 405
    assert client.get("/verify/seals/").json() == {"seals": [], "next": None}


def test_each_day_has_its_file_written_once(seals_folder: Path) -> None:
    sealed("a")
    tasks.sign()
    (path,) = seals_folder.iterdir()
    assert json.loads(path.read_text()) == published()[0]
    assert path.name == f"{published()[0]['day']}.json"
    path.write_text("taken care of")
    tasks.sign()
    assert path.read_text() == "taken care of"


def test_a_file_that_was_not_written_comes_with_the_next_beat(seals_folder: Path) -> None:
    signed("a")
    assert not seals_folder.exists()
    tasks.sign()
    assert len(list(seals_folder.iterdir())) == 1


@pytest.mark.django_db(transaction=True)
def test_a_day_that_was_published_and_is_gone_is_named(seals_folder: Path) -> None:
    sealed("a")
    call_command("ledger", "sign")
    later(DAY)
    call_command("ledger", "sign")
    assert list(publishing.broken()) == []
    as_owner("DELETE FROM record_signedseal WHERE day = (SELECT max(day) FROM record_signedseal)")
    with pytest.raises(CommandError, match="json: the signed seal of this day is not what was published"):
        call_command("ledger", "verify")


def test_a_file_that_cannot_be_read_is_named(seals_folder: Path) -> None:
    publishing.lay_out(signed("a"))
    (path,) = seals_folder.iterdir()
    path.write_text("{")
    assert list(publishing.broken()) == [f"{path}: the signed seal of this day is not what was published"]


def test_the_command_says_what_it_signed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("ledger", "sign")
    sealed("a")
    call_command("ledger", "sign")
    nothing, done = capsys.readouterr().out.splitlines()
    assert nothing == "Nothing is sealed yet."
    shown = published()[0]
    assert done == f"Seal 1 is signed for {shown['day']}, with {shown['key']}."
