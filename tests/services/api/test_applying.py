"""Applying through the API: the same door, the same rules."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.api.visits import VISIT
from services.casework import expiring
from services.casework.models import AnswerRow, Application, Case, Touch
from services.record import clock, ledger
from tests.services.api.conftest import Caller, refused


def test_begun_it_has_a_reference_and_a_secret_once(portal: Caller) -> None:
    begun = portal.start()
    assert len(begun["reference"]) == 12 and len(begun["secret"]) == 8
    step = begun["application"]["step"]
    assert (step["kind"], step["instance"], step["type"]) == ("ask", "full_name", "person_name")
    assert begun["secret"] not in str(portal.get(f"applications/{begun['application']['id']}/"))


def test_it_is_answered_and_sent(portal: Caller, application: str) -> None:
    receipt = portal.send(application)
    assert receipt["step"] == {"kind": "done", "reference": receipt["reference"], "found": False, "text": ""}
    assert receipt["submitted_at"] and receipt["coming"]["authority"]
    assert Case.objects.get().application_id == Application.objects.get().pk
    assert portal.post(f"applications/{application}/submit/")["step"] == receipt["step"]
    assert list(ledger.verify()) == []


def test_it_is_a_touch_through_the_channel_api(portal: Caller, sent: str) -> None:
    touch = Touch.objects.get(applications=UUID(sent))
    assert (touch.channel, touch.language) == ("api", "vi")
    keyed = AnswerRow.objects.filter(application=UUID(sent)).values_list("keyed_by", flat=True)
    assert portal.system and set(keyed) == {f"system:{portal.system.pk}"}


def test_a_machine_that_asks_for_no_language_changes_none(portal: Caller, application: str) -> None:
    portal.answer_all(application)
    assert Application.objects.get().language == "vi"
    portal.language = "pt"
    assert portal.get(f"applications/{application}/")["language"] == "pt"
    assert Application.objects.get().language == "vi"


def test_a_visit_ends_after_half_an_hour(portal: Caller, application: str) -> None:
    said = {"raw": "Nguyễn Thị Ẩn", "revision": 0}
    portal.put(f"applications/{application}/answers/full_name/", said)
    assert Touch.objects.count() == 1
    clock.set_offset(clock.offset() + 2 * VISIT)
    portal.put(f"applications/{application}/answers/citizen_id/", {"raw": "001056001234", "revision": 0})
    assert Touch.objects.filter(channel="api", applications=UUID(application)).count() == 2


def test_an_answer_that_is_not_taken_says_why(portal: Caller, application: str) -> None:
    response = portal.call("PUT", f"applications/{application}/answers/full_name/", {"raw": "", "revision": 0})
    problem = refused(response, 422, "missing")
    assert problem["errors"] == [{"pointer": "/raw", "code": "missing", "detail": problem["detail"]}]
    assert not AnswerRow.objects.exists()


def test_a_turn_is_few_statements(portal: Caller, application: str) -> None:
    portal.get(f"applications/{application}/")
    with CaptureQueriesContext(connection) as asked:
        portal.put(f"applications/{application}/answers/full_name/", {"raw": "Nguyễn Thị Ẩn", "revision": 0})
    statements = [each["sql"] for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]]
    assert len(statements) <= 12, statements


def test_a_question_that_is_not_asked(portal: Caller, application: str) -> None:
    for instance in ("bank", "nothing", "full_name.1.x"):
        response = portal.call("PUT", f"applications/{application}/answers/{instance}/", {"raw": "x", "revision": 0})
        refused(response, 404, "not_asked")


def test_answered_elsewhere_meanwhile_both_are_shown(portal: Caller, application: str) -> None:
    path = f"applications/{application}/answers/full_name/"
    portal.put(path, {"raw": "Lê Văn Tám", "revision": 0})
    problem = refused(portal.call("PUT", path, {"raw": "Lê Văn Chín", "revision": 0}), 409, "stale")
    assert (problem["saved"], problem["typed"]) == ("Lê Văn Tám", "Lê Văn Chín")
    portal.put(path, {"raw": "Lê Văn Chín", "revision": problem["revision"]})


def test_what_changed_is_checked_again(portal: Caller, application: str) -> None:
    turn = portal.answer_all(application)
    assert turn["step"]["kind"] == "review" and turn["coming"]["decided_by"]
    response = portal.call("POST", f"applications/{application}/review/", {"revision": turn["revision"] - 1})
    assert refused(response, 409, "changed")["revision"] == turn["revision"]


def test_whoever_does_not_qualify_is_told_why_and_what_to_do(portal: Caller, application: str) -> None:
    turn = portal.answer_all(application, born="1/1/2010")
    assert turn["step"]["kind"] == "refused"
    assert all(reason["reason"] and reason["remedy"] for reason in turn["step"]["reasons"])


def test_a_service_there_is_not(portal: Caller) -> None:
    response = portal.call("POST", "applications/", {"service": "no-such", "language": "vi"})
    assert refused(response, 422, "invalid")["errors"][0]["pointer"] == "/service"
    assert not Touch.objects.exists()


def test_the_list_of_what_one_holds_is_paged(portal: Caller, stranger: Caller) -> None:
    ids = [portal.start()["application"]["id"] for _ in range(3)]
    stranger.start()
    assert [each["id"] for each in portal.get("applications/")["results"]] == ids[::-1]
    assert portal.get("applications/?after=0")["results"] == []
    assert len(portal.get("applications/?after=nonsense")["results"]) == 3


def test_a_person_goes_on_through_another_system_with_reference_and_secret(portal: Caller, stranger: Caller) -> None:
    begun = portal.start()
    wrong = {"reference": begun["reference"], "secret": "00000000"}
    refused(stranger.call("POST", "applications/resume/", wrong), 403, "wrong_secret")
    refused(stranger.call("POST", "applications/resume/", wrong | {"reference": "12"}), 422, "reference_malformed")
    turn = stranger.post("applications/resume/", {name: begun[name] for name in ("reference", "secret")})
    assert turn["id"] == begun["application"]["id"]
    assert stranger.get(f"applications/{turn['id']}/")["step"]["kind"] == "ask"


def test_what_is_not_ones_own_is_not_there(stranger: Caller, application: str) -> None:
    for pk in (application, uuid4()):
        refused(stranger.call("GET", f"applications/{pk}/"), 404, "not_yours")
        refused(stranger.call("POST", f"applications/{pk}/submit/"), 404, "not_yours")


def test_a_draft_nobody_went_on_with_is_gone(portal: Caller, application: str) -> None:
    clock.set_offset(timedelta(days=31))
    expiring.expire_due()
    refused(portal.call("GET", f"applications/{application}/"), 410, "expired")
    assert portal.get("applications/")["results"][0]["status"] == "expired"
