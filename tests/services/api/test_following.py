"""Following a case through the API, and acting in it for the person."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from services.casework import handling
from services.casework.handling import Own
from services.casework.models import Case, Request, Task
from tests.services.api.conftest import PDF, Caller, refused
from tests.services.casework.cast import Cast, gather

BASIS = [{"title": "Decree 20/2021/NĐ-CP", "article": "5"}]


def cast_of(case: Case) -> Cast:
    assert case.authority is not None
    return gather(case.authority)


def asked(case: Case) -> Request:
    own = (Own("evidence", "The letter of the bank, please."),)
    return handling.ask(cast_of(case).ann, case.pk, own=own, days=14)


def test_before_it_was_sent_there_is_nothing_to_follow(portal: Caller, application: str) -> None:
    refused(portal.call("GET", f"applications/{application}/case/"), 409, "not_sent")
    refused(portal.call("POST", f"applications/{application}/withdraw/"), 409, "not_sent")
    refused(portal.call("GET", f"applications/{application}/contact/"), 409, "not_sent")


def test_it_is_followed_in_the_persons_language_or_the_one_asked_for(portal: Caller, sent: str) -> None:
    (case,) = portal.get(f"applications/{sent}/case/")["cases"]
    assert (case["kind"], case["above"], case["open"], case["can_withdraw"]) == ("main", None, True, True)
    assert case["language"] == "vi" and case["due_on"]
    portal.language = "en"
    (case,) = portal.get(f"applications/{sent}/case/")["cases"]
    assert case["steps"][0]["words"] == "We received your application"


def test_withdrawn_it_is_over(portal: Caller, sent: str) -> None:
    (case,) = portal.post(f"applications/{sent}/withdraw/")["cases"]
    assert not case["open"] and not case["can_withdraw"]
    portal.post(f"applications/{sent}/withdraw/")


def test_what_is_asked_is_answered_with_a_file_and_handed_in(portal: Caller, sent: str, case: Case) -> None:
    request = asked(case)
    path = f"applications/{sent}/requests/{request.pk}/"
    assert portal.get(path)["step"]["text"] == "The letter of the bank, please."
    given = portal.give(f"{path}answers/q1/files/", _file())
    assert given.status_code == 201
    file = portal.get(f"{path}answers/q1/files/")["results"][0]
    turn = portal.put(f"{path}answers/q1/", {"raw": file["id"], "revision": 0})
    assert turn["step"]["kind"] == "review"
    refused(portal.call("POST", f"{path}hand-in/", {"revision": 7}), 409, "changed")
    assert portal.post(f"{path}hand-in/", {"revision": turn["revision"]})["state"] == "answered"
    assert Task.objects.filter(case=case, name="look_at_answer").exists()


def test_a_wrong_answer_to_a_request_says_why(portal: Caller, sent: str, case: Case) -> None:
    path = f"applications/{sent}/requests/{asked(case).pk}/answers/q1/"
    refused(portal.call("PUT", path, {"raw": str(uuid4()), "revision": 0}), 422, "document_unknown")
    refused(portal.call("PUT", path.replace("q1", "q9"), {"raw": "x", "revision": 0}), 404, "not_asked")


def test_a_request_of_another_application_is_not_there(portal: Caller, sent: str, case: Case) -> None:
    request, other = asked(case), portal.start()["application"]["id"]
    refused(portal.call("GET", f"applications/{other}/requests/{request.pk}/"), 404, "not_yours")
    refused(portal.call("GET", f"applications/{sent}/requests/{uuid4()}/"), 404, "not_yours")


def test_answers_are_put_right(portal: Caller, sent: str) -> None:
    turn = portal.post(f"applications/{sent}/correct/", {"answers": ["full_name"]})
    assert turn["step"]["instance"] == "full_name"
    path = f"applications/{sent}/requests/{turn['id']}/"
    turn = portal.put(f"{path}answers/full_name/", {"raw": "Nguyễn Thị Ân", "revision": turn["revision"]})
    assert portal.post(f"{path}hand-in/", {"revision": turn["revision"]})["step"]["kind"] == "done"
    refused(portal.call("POST", f"applications/{sent}/correct/", {"answers": ["no"]}), 422, "not_asked_again")


def test_a_decision_is_objected_to(portal: Caller, sent: str, case: Case) -> None:
    ann = cast_of(case).ann
    Task.objects.filter(case=case).update(state="done")
    handling.decide(ann, case.pk, "refused", "Too young.", BASIS)
    decided = portal.get(f"applications/{sent}/case/")["cases"][0]
    assert decided["decision"]["grounds"] == "Too young." and decided["can_appeal"]
    said = {"case": decided["id"], "grounds": "I am not."}
    cases = portal.post(f"applications/{sent}/appeal/", said)["cases"]
    assert [each["kind"] for each in cases] == ["main", "appeal"]
    assert cases[1]["above"] == decided["id"]
    refused(portal.call("POST", f"applications/{sent}/appeal/", said | {"case": str(uuid4())}), 404, "not_yours")


def test_how_a_person_is_reached(portal: Caller, sent: str) -> None:
    path = f"applications/{sent}/contact/"
    assert portal.get(path)["ways"] == ["post"]
    said = {"language": "pt", "ways": ["email"], "addresses": {"email": "an@example.org"}}
    assert portal.put(path, said) == {**said, "revision": 2}
    wrong = said | {"addresses": {"email": "nobody", "sms": "1"}}
    errors = refused(portal.call("PUT", path, wrong), 422, "invalid")["errors"]
    assert [each["pointer"] for each in errors] == ["/addresses/email", "/addresses/sms"]
    refused(portal.call("PUT", path, said | {"ways": ["post"]}), 422, "way_missing")


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("thư.pdf", PDF, "application/pdf")
