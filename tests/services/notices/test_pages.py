"""What stands on their page, and what anybody may know of a notice by its number."""

from __future__ import annotations

import pytest

from services.casework import applications, references, touches
from services.casework.models import Case
from services.catalogue import samples
from services.notices import queries, writing
from services.notices.models import Notice
from services.notices.writing import Where
from services.people import contact_plans
from services.record import clock, envelope
from tests.services.notices.conftest import send
from tests.services.notices.mail_server import FakeMailServer

pytestmark = pytest.mark.django_db


def test_newest_first_with_what_became_of_it(case: Case) -> None:
    first, second = writing.write("received", case), writing.write("late", case, {"due": "5 May"})
    send(first)
    newest, oldest = queries.for_application(case.application_id)
    assert (newest.id, oldest.id) == (second.pk, first.pk)
    assert (newest.ways, oldest.ways) == ((), (("email", "sent"),))
    assert newest.subject and "5 May" in newest.body


def test_read_once(notice: Notice) -> None:
    assert queries.unread(notice.application_id) == 1
    assert [queries.read(notice.pk), queries.read(notice.pk)] == [True, False]
    assert queries.unread(notice.application_id) == 0


def test_nothing_is_left_of_what_was_erased(notice: Notice) -> None:
    envelope.destroy(notice.application.data_key)
    assert queries.for_application(notice.application_id) == []


def test_anybody_can_check_a_number(notice: Notice) -> None:
    checked = queries.by_number(references.grouped(notice.number))
    assert checked == queries.Checked(notice.number, "received", clock.today("Asia/Ho_Chi_Minh"))
    assert checked.subject("pt") == "Recebemos o seu pedido"


def test_a_number_that_is_not_ours() -> None:
    assert queries.by_number(references.mint()) is None
    with pytest.raises(references.NotAReference):
        queries.by_number("1234")


def test_a_service_that_is_sensitive_is_not_named_in_a_mail(mail_server: FakeMailServer) -> None:
    samples.load("blue-badge")
    application = applications.start("blue-badge", language="en", touch=touches.open("web", "en").id).application
    plan = contact_plans.draw_up(application.data_key, "en", {"email": "ann@example.org"})
    notice = writing.write("received", application, {"title": "A Blue Badge"}, where=Where.by(plan))
    send(notice)
    assert "Blue Badge" not in mail_server.taken[0].as_string()
    assert "A Blue Badge" in queries.for_application(application.pk)[0].body
