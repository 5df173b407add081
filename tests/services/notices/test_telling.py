"""Who is told what, when something happens: once, in their language, and nothing of anybody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from services.casework import cases, deciding, handling
from services.casework.clocks import claiming, outages
from services.casework.handling.asking import Own
from services.casework.models import Case, Deadline, Outage, Output
from services.notices import queries, subscribers, writing
from services.notices.models import Notice
from services.record import clock, envelope
from services.record.models import Event
from tests.services.casework.cast import Cast, gather, sent
from tests.services.casework.conftest import Applicant
from tests.services.notices.conftest import ADDRESS, chosen, happened, reread, send
from tests.services.notices.mail_server import FakeMailServer

pytestmark = pytest.mark.django_db
Told = Callable[..., list[Notice]]
BASIS = [{"title": "Luật Bảo hiểm xã hội", "article": "21"}]


@pytest.fixture
def cast(case: Case) -> Cast:
    assert case.authority
    return gather(case.authority)


def body(notice: Notice) -> str:
    return next(each.body for each in queries.for_application(notice.application_id) if each.id == notice.pk)


def test_received(case: Case, told: Told) -> None:
    (notice,) = told("application.submitted", "case.opened")
    assert (notice.kind, notice.language, notice.case_id) == ("received", "vi", case.pk)
    assert "Chúng tôi sẽ quyết định chậm nhất vào ngày" in body(notice)


def test_an_event_is_told_once(case: Case, told: Told) -> None:
    (notice,) = told("application.submitted")
    with pytest.raises(IntegrityError):
        writing.write("received", case, event=notice.event)


def test_a_step_and_only_those_that_say_no_more(case: Case, cast: Cast, told: Told) -> None:
    handling.take(cast.ann, case.pk)
    (notice,) = told("case.step")
    assert "Chúng tôi đang giải quyết" in body(notice)
    handling.decide(cast.ann, case.pk, "granted", "Đủ điều kiện.", BASIS)
    assert told("case.step") == [notice]


def test_a_decision_in_full_on_their_page_only(case: Case, cast: Cast, told: Told, mail_server: FakeMailServer) -> None:
    handling.decide(cast.ann, case.pk, "refused", "Chưa đủ tuổi.", BASIS)
    (notice,) = told("decision.made")
    send(notice)
    mail = mail_server.taken[0].get_content()
    for part in ("Từ chối", "Chưa đủ tuổi.", "Luật Bảo hiểm xã hội 21"):
        assert part in body(notice) and part not in mail
    assert "khiếu nại" in mail


def test_one_that_was_replaced_is_not_told(case: Case, cast: Cast, told: Told) -> None:
    handling.decide(cast.ann, case.pk, "refused", "Chưa đủ tuổi.", BASIS)
    handling.correct(cast.ben, case.pk, "granted", "Đã đủ tuổi.", BASIS)
    (notice,) = told("decision.made")
    assert notice.kind == "corrected" and "Đã đủ tuổi." in body(notice)


def test_reopened(case: Case, cast: Cast, told: Told) -> None:
    handling.decide(cast.ann, case.pk, "refused", "Chưa đủ tuổi.", BASIS)
    handling.reopen(cast.ben, case.pk, "Có giấy tờ mới.")
    (notice,) = told("case.reopened", "case.step")
    assert notice.kind == "reopened" and "Có giấy tờ mới." not in body(notice)


def test_asked_until_when(case: Case, cast: Cast, told: Told) -> None:
    request = handling.ask(cast.ann, case.pk, own=[Own("text", "Số sổ hộ khẩu?")], days=14)
    (notice,) = told("request.made", "case.step")
    assert notice.kind == "asked" and "chậm nhất vào ngày" in body(notice)
    handling.withdraw_request(cast.ann, request.pk)
    assert [each.kind for each in told("request.withdrawn")] == ["not_needed"]


def test_their_own_correction_is_nothing_to_ask_them_for(case: Case, applicant: Applicant, told: Told) -> None:
    cases.correct(applicant.id, ["home"], touch=applicant.touch, keyed_by="citizen")
    assert told("request.made") == []


def test_later_than_promised(case: Case, told: Told) -> None:
    Deadline.objects.filter(case=case).update(promised_on=clock.today("Asia/Ho_Chi_Minh") + timedelta(30))
    happened(case, "deadline.promised")
    (notice,) = told("deadline.promised")
    assert all(part in body(notice) for part in ("xin lỗi", "Lý do", "phản ánh"))


def test_late(case: Case, told: Told) -> None:
    Deadline.objects.filter(case=case).update(
        counted_from=clock.now() - timedelta(9), before=clock.now() - timedelta(1)
    )  # fmt: skip
    claiming.lapse_deadlines()
    (notice,) = told("deadline.lapsed")
    assert notice.kind == "late" and "xin lỗi" in body(notice)


def test_extended_with_the_reason(case: Case, cast: Cast, told: Told) -> None:
    Deadline.objects.filter(case=case).update(extension={"working_days": 5})
    handling.extend(cast.ann, case.pk, "Cần xác minh nơi cư trú.")
    (notice,) = told("deadline.extended")
    assert "Cần xác minh nơi cư trú." in body(notice)


def test_longer_by_an_outage(case: Case, cast: Cast, told: Told) -> None:
    handling.ask(cast.ann, case.pk, own=[Own("text", "Số sổ hộ khẩu?")], days=14)
    outages.record("web", clock.now() - timedelta(2), by="ann", words={}, ended_at=clock.now() + timedelta(1))
    outage = Event.objects.get(kind="outage.ended")
    outages.lengthen(Outage.objects.get(pk=outage.data["outage"]))
    (notice,) = told("limit.lengthened")
    assert notice.kind == "longer"


@pytest.mark.parametrize(("moved", "way", "kind"), [
    ("issued", "download", "document_download"), ("issued", "post", None),
    ("sent", "post", "document_sent"), ("ready", "spot", "document_ready"),
])  # fmt: skip
def test_documents(case: Case, told: Told, moved: str, way: str, kind: str | None) -> None:
    output = Output.objects.create(
        case=case, document="social-pension-decision", number="482719356028", form="electronic", way=way,
        language="vi", ordered_at=clock.now(), tracking="VN123",
    )  # fmt: skip
    happened(case, f"output.{moved}", output=str(output.pk))
    assert [each.kind for each in told(f"output.{moved}")] == ([kind] if kind else [])


def test_objecting(case: Case, cast: Cast, applicant: Applicant, told: Told) -> None:
    handling.decide(cast.ann, case.pk, "refused", "Chưa đủ tuổi.", BASIS)
    appeal = cases.appeal(case.pk, "Tôi đủ tuổi.", touch=applicant.touch, keyed_by="citizen")
    assert [each.kind for each in told("decision.appealed")] == ["appeal_received"]
    handling.decide(cast.ben, appeal.pk, "refused", "Giấy khai sinh ghi khác.", BASIS)
    assert [each.kind for each in told("decision.made")][-1] == "appeal_decided"
    assert told("case.closed") == []


def test_withdrawn(case: Case, applicant: Applicant, told: Told) -> None:
    cases.withdraw(applicant.id, touch=applicant.touch, keyed_by="citizen")
    assert [each.kind for each in told("case.closed", "case.step")] == ["withdrawn"]


def test_the_next_service(case: Case, cast: Cast, told: Told) -> None:
    offer = case.offers.create(service="social-pension", offered_at=clock.now())
    happened(case, "service.offered", offer=str(offer.pk))
    (notice,) = told("service.offered")
    assert notice.kind == "offered" and "Đó là: " in body(notice)


def test_both_addresses_hear_of_a_change(
    case: Case, applicant: Applicant, told: Told, mail_server: FakeMailServer
) -> None:
    told("application.submitted")
    before = told("contact.chosen")
    chosen(applicant, email="moi@example.vn")
    left, new = told("contact.chosen")[len(before) :]
    send(left)
    send(new)
    assert [(mail["To"], each.kind) for mail, each in zip(mail_server.taken, (left, new), strict=True)] == [
        (ADDRESS, "contact_left"), ("moi@example.vn", "contact_chosen"),
    ]  # fmt: skip
    assert "moi@example.vn" not in mail_server.taken[0].as_string()
    assert left.pk not in {each.id for each in queries.for_application(applicant.id)}


def test_an_address_that_stays_is_told_once(case: Case, applicant: Applicant, told: Told) -> None:
    told("application.submitted")
    before = told("contact.chosen")
    chosen(applicant, email=ADDRESS, post="12 Lê Lợi")
    assert [each.kind for each in told("contact.chosen")[len(before) :]] == ["contact_chosen"]


def test_nobody_is_told_of_what_was_erased(case: Case, told: Told) -> None:
    envelope.destroy(case.application.data_key)
    assert told("application.submitted") == []


def test_an_event_of_no_case_is_nobodys() -> None:
    subscribers.tell(Event(id=uuid4(), kind="application.submitted", subject=f"application:{uuid4()}", data={}))
    assert not Notice.objects.exists()


def test_decided_by_silence_is_told_as_a_decision(case: Case, told: Told) -> None:
    Deadline.objects.filter(case=case).update(silence="granted")
    deciding.by_silence(reread(case.application_id), "granted")
    happened(case, "deadline.lapsed")
    assert [each.kind for each in told("deadline.lapsed", "decision.made")] == ["decided"]


def test_sent_by_somebody_without_an_address(applicant: Applicant) -> None:
    notice = writing.write("received", sent(applicant))
    assert notice.ways == ["post"] and notice.message_sealed
