"""Asked twice, done once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections

from services.api import once
from services.api.models import Reply
from services.casework import handling
from services.casework.handling import Own
from services.casework.models import Application, Case, Document
from services.catalogue import samples
from services.catalogue.models import Organisation
from services.record import clock
from tests.racing import race
from tests.services.api.conftest import APPLYING, PDF, Caller, caller, refused
from tests.services.casework.cast import gather

BEGIN = {"service": "social-pension", "language": "vi"}


def begin(portal: Caller, key: str = "k1", said: Any = BEGIN) -> Any:
    return portal.call("POST", "applications/", said, **{"Idempotency-Key": key})


def test_the_same_again_is_answered_alike(portal: Caller) -> None:
    first, second = begin(portal), begin(portal)
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert (first.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert Application.objects.count() == 1


def test_the_secret_is_kept_sealed_and_forgotten_after_a_day(portal: Caller) -> None:
    secret = begin(portal).json()["secret"].encode()
    assert secret not in bytes(Reply.objects.get().body_sealed)
    assert once.forget() == 0
    clock.set_offset(timedelta(hours=25))
    begin(portal)
    assert Application.objects.count() == 2
    clock.set_offset(timedelta(hours=50))
    assert once.forget() == 1


def test_the_same_key_for_something_else(portal: Caller) -> None:
    begin(portal)
    refused(begin(portal, said=BEGIN | {"language": "en"}), 422, "key_used")
    assert Application.objects.count() == 1


def test_another_system_has_keys_of_its_own(portal: Caller, stranger: Caller) -> None:
    assert begin(portal).json() != begin(stranger).json()


def test_what_failed_was_not_done_and_may_be_tried_again(portal: Caller) -> None:
    refused(begin(portal, said=BEGIN | {"service": "nothing"}), 422, "invalid")
    assert begin(portal).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "ő", "a\tb", "a b"])
def test_keys_that_are_none(portal: Caller, key: str) -> None:
    refused(begin(portal, key), 400, "key_malformed")
    assert not Application.objects.exists()


def test_a_form_sent_again_has_another_frame(portal: Caller, sent: str, case: Case) -> None:
    assert case.authority is not None
    request = handling.ask(gather(case.authority).ann, case.pk, own=(Own("evidence", "A paper"),), days=14)
    place = f"applications/{sent}/requests/{request.pk}/answers/q1/files/"

    def give(name: str) -> Any:
        return portal.give(place, SimpleUploadedFile(name, PDF), **{"Idempotency-Key": "f"})

    assert give("a.pdf").json() == give("a.pdf").json()
    refused(give("b.pdf"), 422, "key_used")
    assert Document.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_it_once() -> None:
    portal = _portal()
    for number in range(5):
        answers = race(*[partial(begin, portal, f"r{number}")] * 2)
        statuses = sorted(each.status_code for each in answers)
        assert statuses in ([201, 201], [201, 409]), [each.content for each in answers]
    assert Application.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_the_first_is_under_way() -> None:
    portal = _portal()
    assert portal.system is not None
    with once._alone(portal.system, "k1"):

        def second() -> Any:
            return begin(portal)

        _, answer = race(lambda: None, second)
    refused(answer, 409, "key_in_use")
    assert begin(portal).status_code == 201
    connections.close_all()


def _portal() -> Caller:
    samples.load("social-pension")
    return caller(Organisation.objects.get(slug="commune-peoples-committee"), "Portal", APPLYING)
