"""Working on cases through the API: as a colleague of the organisation does, and nowhere else."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from services.casework.models import Case, Likeness, Task
from services.catalogue.models import Organisation
from services.people.staffing import team_for
from services.record import ledger
from tests.services.api.conftest import Caller, caller, refused

BASIS = [{"title": "Decree 20/2021/NĐ-CP", "article": "5"}]


def do(desk: Caller, case: Case, deed: str, said: object = None) -> Any:
    return desk.post(f"cases/{case.pk}/{deed}/", said)


def test_the_queue_is_of_ones_own_organisation(desk: Caller, stranger: Caller, case: Case) -> None:
    (listed,) = desk.get("cases/")["results"]
    assert (listed["id"], listed["step"], listed["handler"]) == (str(case.pk), "received", None)
    assert stranger.get("cases/")["results"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("whose=free", 1),
        ("whose=mine", 0),
        ("state=late", 0),
        ("state=all&language=vi&case_type=social-pension&step=received", 1),
        ("language=pt", 0),
        ("team=99", 0),
        ("after=nonsense", 1),
        ("search=ẩn nguyen", 1),
        ("search=nobody", 0),
        ("search=", 1),
    ],
)
def test_the_queue_is_filtered(desk: Caller, case: Case, query: str, found: int) -> None:
    assert len(desk.get(f"cases/?{query}")["results"]) == found


def test_a_filter_that_says_nothing(desk: Caller) -> None:
    errors = refused(desk.call("GET", "cases/?whose=theirs&team=x"), 422, "invalid")["errors"]
    assert [each["pointer"] for each in errors] == ["/whose", "/team"]


def test_a_case_is_read_with_where_each_answer_comes_from(desk: Caller, portal: Caller, case: Case) -> None:
    read = desk.get(f"cases/{case.pk}/")
    assert read["case"]["reference"] == case.reference and read["results"]
    name = next(each for each in read["answers"] if each["instance"] == "full_name")
    assert portal.system is not None
    assert (name["shown"], name["channel"]) == ("Nguyễn Thị Ẩn", "api")
    assert name["keyed_by"] == f"system:{portal.system.pk}"


def test_it_is_taken_asked_about_noted_and_put_back(desk: Caller, case: Case) -> None:
    do(desk, case, "take")
    do(desk, case, "note", {"text": "Looks fine."})
    do(desk, case, "ask", {"own": [{"type": "choice", "text": "Which?", "options": ["This", "That"]}], "days": 20})
    read = desk.get(f"cases/{case.pk}/")
    assert desk.system and read["case"]["handler"]["id"] == str(desk.system.user_id)
    assert (read["case"]["step"], read["notes"][0]["text"]) == ("waiting", "Looks fine.")
    withdrawn = desk.post(f"requests/{read['requests'][0]['id']}/withdraw/")
    assert withdrawn["requests"][0]["state"] == "withdrawn"
    assert do(desk, case, "put-back")["case"]["handler"] is None
    assert list(ledger.verify()) == []


def test_its_tasks_are_done_and_it_is_decided(desk: Caller, case: Case) -> None:
    said = {"result": "refused", "grounds": "Too young.", "legal_basis": BASIS}
    for task in Task.objects.filter(case=case):
        refused(desk.call("POST", f"cases/{case.pk}/decide/", said), 409, "tasks_open")
        desk.post(f"tasks/{task.pk}/finish/")
    Task.objects.filter(case=case).update(four_eyes=False)
    decided = do(desk, case, "decide", said)
    assert [each["grounds"] for each in decided["decisions"]] == ["Too young."]
    refused(desk.call("POST", f"cases/{case.pk}/decide/", said), 409, "case_closed")


def test_ones_own_proposal_is_confirmed_by_another(desk: Caller, home: Organisation, case: Case) -> None:
    second = caller(home, "Second desk", ["cases.read", "cases.decide"])
    refused(desk.call("POST", f"cases/{case.pk}/confirm/"), 409, "nothing_proposed")
    refused(second.call("POST", f"cases/{case.pk}/take/"), 403, "scope_missing")
    refused(second.call("POST", f"cases/{case.pk}/confirm/"), 409, "nothing_proposed")


@pytest.mark.parametrize(
    ("deed", "said", "status", "code"),
    [
        ("decide", {"result": "no", "grounds": "x", "legal_basis": [{"title": "x"}]}, 422, "no_such_result"),
        ("decide", {"result": "granted", "grounds": " ", "legal_basis": [{"title": "x"}]}, 409, "tasks_open"),
        ("ask", {}, 422, "nothing_asked"),
        ("ask", {"again": ["full_name"], "days": 1}, 422, "days_out_of_range"),
        ("ask", {"own": [{"type": "choice", "text": "?"}]}, 422, "options_missing"),
        ("note", {"text": " "}, 422, "words_missing"),
        ("prioritise", {"priority": "because"}, 422, "no_such_priority"),
        ("step", {"step": "sideways"}, 422, "no_such_step"),
        ("reopen", {"reason": "Again"}, 409, "case_open"),
        ("correct", {"result": "granted", "grounds": "x", "legal_basis": [{"title": "x"}]}, 409, "nothing_decided"),
        ("turn-down", {"reason": "No"}, 409, "nothing_proposed"),
        ("hand-on", {"to": str(uuid4())}, 422, "invalid"),
        ("link", {"case": str(uuid4())}, 403, "not_allowed"),
        ("fees/9/exemption", {"accepted": True}, 409, "no_exemption_claimed"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(desk: Caller, case: Case, deed: str, said: object, status: int, code: str) -> None:
    Task.objects.create(case=case, name="look", opened_at=case.opened_at)
    refused(desk.call("POST", f"cases/{case.pk}/{deed}/", said), status, code)


def test_a_list_inside_is_named_by_its_place(desk: Caller, case: Case) -> None:
    own = [{"type": "text", "text": "Why?"}, {"type": "song", "text": "La"}]
    errors = refused(desk.call("POST", f"cases/{case.pk}/ask/", {"own": own}), 422, "invalid")["errors"]
    assert errors[0]["pointer"] == "/own/1/type"


def test_it_is_handed_on_to_a_colleague(desk: Caller, home: Organisation, case: Case) -> None:
    second = caller(home, "Second desk", ["cases.act"])
    assert second.system is not None
    given = do(desk, case, "hand-on", {"to": str(second.system.user_id)})
    assert given["case"]["handler"]["name"] == "Second desk"
    refused(desk.call("POST", f"cases/{case.pk}/take/"), 409, "case_taken")


def test_two_cases_of_one_matter(desk: Caller, portal: Caller, case: Case) -> None:
    other = portal.start()["application"]["id"]
    portal.send(other)
    again = Case.objects.get(application=other)
    likeness = Likeness.objects.filter(application=other).first()
    assert likeness is not None
    do(desk, again, f"likenesses/{likeness.pk}/settle")
    assert do(desk, case, "link", {"case": str(again.pk)})["links"][0]["kind"] == "related"
    merged = do(desk, again, "merge", {"case": str(case.pk)})
    assert merged["case"]["merged_into"] == str(case.pk)
    refused(desk.call("POST", f"cases/{again.pk}/take/"), 409, "case_merged")


def test_cases_of_another_body_are_not_there(stranger: Caller, case: Case) -> None:
    task = Task.objects.create(case=case, name="look", opened_at=case.opened_at)
    for path in (f"cases/{case.pk}/", f"cases/{uuid4()}/"):
        refused(stranger.call("GET", path), 404, "not_found")
    for path in (f"cases/{case.pk}/take/", f"tasks/{task.pk}/finish/", f"tasks/{uuid4()}/finish/"):
        refused(stranger.call("POST", path), 404, "not_found")
    case.refresh_from_db()
    assert case.handler is None


def test_cases_are_never_routed_to_the_team_of_the_systems(desk: Caller, home: Organisation) -> None:
    assert team_for(home, "social-pension", "en") is None
