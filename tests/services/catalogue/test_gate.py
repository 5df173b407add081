"""The gate: nothing is published unproved, in code and in the database."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from pytest_django import Settings

from services.catalogue import certifying, provisions, publishing
from services.catalogue.gates import Candidate, Refused
from services.catalogue.models import Organisation, Provision, PublicService, Version
from services.journeys.definition import load
from services.parity import exceptions
from services.parity.models import ParityCertificate, ParityException
from services.record import clock
from tests.services.catalogue.changed import change, definition, published
from tests.services.parity.examples import example

pytestmark = pytest.mark.django_db
CERTIFIED = "UPDATE catalogue_version SET certificate_id = %s, published_at = now() WHERE id = %s"
SQL = "UPDATE catalogue_version SET published_at = now() WHERE id = %s"


def test_what_passes_is_published_with_its_certificate(tmp_path: Path) -> None:
    version = published(definition(tmp_path))
    assert version.certificate is not None
    assert version.certificate.passed
    assert version.publications.count() == 1


def test_what_does_not_pass_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="P801: No answers lead to licence"):
        publishing.publish(load(example("P801", tmp_path)), by="ann")
    assert not Version.objects.filter(published_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_version_without_a_certificate(tmp_path: Path) -> None:
    version = publishing.try_out(definition(tmp_path), by="ann")
    with pytest.raises(IntegrityError, match="version_published_with_certificate"), connection.cursor() as cursor:
        cursor.execute(SQL, [version.pk])


@pytest.mark.parametrize("wrong", [{"passed": False}, {"rules_hash": "f" * 64}, {"words_hashes": {"en": "0" * 64}}])
@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_a_certificate_of_something_else(tmp_path: Path, wrong: dict[str, object]) -> None:
    made = definition(tmp_path)
    version = publishing.try_out(made, by="ann")
    right = {"rules_hash": made.rules_hash, "words_hashes": dict(made.words_hashes), "passed": True}
    certificate = ParityCertificate.objects.create(
        **right | wrong, service=made.service, rule_set="1", channel_set=["web"], engine="x"
    )
    with pytest.raises(IntegrityError, match="version_certified"), connection.cursor() as cursor:
        cursor.execute(CERTIFIED, [certificate.pk, version.pk])


def test_a_certificate_is_never_changed(tmp_path: Path) -> None:
    published(definition(tmp_path))
    with pytest.raises(IntegrityError, match="never changed"):
        ParityCertificate.objects.update(passed=False)


def excepted(folder: Path, *, by: str = "ben") -> ParityException:
    made = exceptions.ask(
        "example", "P801", about="", reason={"en": "For now."}, legal_basis="A law",
        until=clock.now() + timedelta(30), by="ann",
    )  # fmt: skip
    return exceptions.approve(made.pk, by=by)


def test_an_exception_lets_it_through_and_the_certificate_ends_with_it(tmp_path: Path) -> None:
    made = excepted(tmp_path)
    version = publishing.publish(load(example("P801", tmp_path)), by="ann")
    assert version.certificate is not None
    assert version.certificate.exceptions == [made.pk]
    assert version.certificate.expires_at == made.until


def test_nobody_approves_their_own_exception(tmp_path: Path) -> None:
    with pytest.raises(exceptions.NotAllowed, match="other than its author"):
        excepted(tmp_path, by="ann")
    with pytest.raises(Refused):
        publishing.publish(load(example("P801", tmp_path)), by="ann")


def test_not_even_by_sql(tmp_path: Path) -> None:
    made = excepted(tmp_path)
    with pytest.raises(IntegrityError, match="exception_approved_by_another"):
        ParityException.objects.filter(pk=made.pk).update(approved_by="ann")


def test_an_exception_ends(tmp_path: Path) -> None:
    with pytest.raises(exceptions.NotAllowed, match="ends"):
        exceptions.ask(
            "example", "P801", about="", reason={"en": "For ever."}, legal_basis="A law",
            until=clock.now() + timedelta(400), by="ann",
        )  # fmt: skip


@pytest.mark.parametrize("kind", ["required", "corrective"])
def test_what_a_law_requires_is_never_held_up(tmp_path: Path, kind: str) -> None:
    live = published(definition(tmp_path / "a", since="2019-01-01"))
    broken = load(example("P801", tmp_path))
    assert broken.service == live.service.slug
    version = publishing.publish(broken, by="ann", change=change("keep", kind=kind))
    made = ParityException.objects.get()
    assert made.by_law
    assert made.until < clock.now() + timedelta(91)
    assert version.certificate is not None
    assert version.certificate.passed
    assert list(exceptions.in_force("example")) == [made]


def object_to_everything(candidate: Candidate) -> list[str]:
    return ["Not today."]


def test_a_gate_may_object_but_not_to_what_a_law_requires(tmp_path: Path, settings: Settings) -> None:
    published(definition(tmp_path / "a"))
    settings.PUBLISHING_GATES = [f"{__name__}.object_to_everything"]
    younger = definition(tmp_path / "b", least=16)
    with pytest.raises(Refused, match="Not today"):
        published(younger, change("keep"))
    assert published(younger, change("keep", kind="required")).rules_hash == younger.rules_hash


def test_versions_from_before_are_proved_and_the_key_validated(tmp_path: Path) -> None:
    published(definition(tmp_path))
    assert [certificate.passed for _, certificate in certifying.certify_all(by="ann")] == [True]


COUNCIL_SETS = "parameters:\n  fee: {type: money, min: 1 EUR, max: MOST EUR, default: 2 EUR}\n"
FEE = COUNCIL_SETS + "fees:\n  - {name: bins, amount: fee}\nquestions:\n  - {ask: bins, type: whole_number}\n"


def test_what_councils_have_set_must_lie_within_new_rules(tmp_path: Path) -> None:
    version = published(definition(tmp_path / "a", rules=FEE.replace("MOST", "9")))
    council = Organisation.objects.create(slug="c", names={}, level="council", territory="PT-1")
    provisions.provide(version.service, council, "PT-1", {"fee": "8 EUR"}, by="ann")
    with pytest.raises(Refused, match="c in PT-1: fee cannot be 8 EUR"):
        published(definition(tmp_path / "b", rules=FEE.replace("MOST", "5")), change("keep"))


@pytest.mark.parametrize(
    ("given", "said"), [({"fee": "10 EUR"}, "1 EUR to 9 EUR"), ({"free": "1 EUR"}, "nothing the law")]
)
def test_a_council_stays_within_the_law(tmp_path: Path, given: dict[str, str], said: str) -> None:
    version = published(definition(tmp_path, rules=FEE.replace("MOST", "9")))
    council = Organisation.objects.create(slug="c", names={}, level="council", territory="PT-1")
    with pytest.raises(provisions.OutOfBounds, match=said):
        provisions.provide(PublicService.objects.get(pk=version.service_id), council, "PT-1", given, by="ann")
    assert not Provision.objects.exists()
