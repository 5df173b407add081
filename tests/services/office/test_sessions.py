"""A session ends by itself; what was typed into a page then waits there."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from config.headless import Headless, Page
from config.urls import urlpatterns as ours
from services.office.access import StaffRequest, staff
from services.office.models import Session
from services.office.tasks import forget_sessions
from services.people.models import User
from services.record import clock
from tests.services.office.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@staff
def note(request: StaffRequest) -> HttpResponse:
    """A page of the office that takes what is typed."""
    return HttpResponse(f"{request.user.name}: {request.POST.get('note', '')}")


urlpatterns = [path("office/note/", note), *ours]


def later(**by: float) -> None:
    clock.set_offset(clock.offset() + timedelta(**by))


def test_half_an_hour_without_a_click_ends_it(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    later(minutes=29)
    assert browser.open("/office/").heading == "Good to see you, An Nguyễn"
    later(minutes=29)
    assert browser.open("/office/").heading == "Good to see you, An Nguyễn"
    later(minutes=31)
    page = browser.open("/office/")
    assert "Your session had ended." in page.text and "next=%2Foffice%2F" in page.path


def test_twelve_hours_end_it_whatever_was_clicked(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    for _ in range(24):
        later(minutes=29)
        assert browser.open("/office/").path == "/office/"
    later(minutes=25)
    assert browser.open("/office/").heading == "Sign in"


def test_a_click_a_minute_costs_no_write(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.open("/office/note/")
    assert [each["sql"].split()[0] for each in asked] == ["SELECT", "SELECT"]


def test_what_was_typed_too_late_waits(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    token = browser.client.cookies["csrftoken"].value
    later(minutes=31)
    sent = {"note": "<b>Call</b> Mrs Ẩn", "csrfmiddlewaretoken": token}
    response = browser.client.post("/office/note/", sent)
    assert response.status_code == 403
    assert "You were signed out meanwhile." in response.content.decode()
    assert 'name="note" value="&lt;b&gt;Call&lt;/b&gt; Mrs Ẩn"' in response.content.decode()
    assert "Ẩn" not in "".join(Session.objects.values_list("session_data", flat=True))


def test_signed_in_again_it_is_sent_by_one_more_press(browser: Headless, an: User) -> None:
    old = browser.open("/office/sign-in/").form("/sign-in/")[1]["csrfmiddlewaretoken"]
    signed_in(browser, an)
    sent = {"note": "Call her", "csrfmiddlewaretoken": old[0]}
    page = Page(browser.client.post("/office/note/", sent), "/office/note/")
    assert "What you typed is still here." in page.text
    assert browser.submit(page, "/office/note/").text == "An Nguyễn: Call her"


def test_a_password_is_not_written_into_a_page(browser: Headless) -> None:
    response = browser.client.post("/office/sign-in/", {"login": "an@office.example", "password": "my secret"})
    assert response.status_code == 403
    assert "my secret" not in response.content.decode()


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(browser: Headless) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/office/note/"}
    response = browser.client.get("/office/note/", headers=headers)
    assert response["HX-Redirect"].startswith("/office/sign-in/?next=http%3A%2F%2Flocalhost%2Foffice%2Fnote%2F")


def test_ended_sessions_are_forgotten(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    forget_sessions()
    assert Session.objects.count() == 1
    later(minutes=31)
    forget_sessions()
    assert not Session.objects.exists()


def test_citizens_have_no_session(browser: Headless, an: User) -> None:
    """Nor does one cost them a statement who is signed in beside."""
    plain = Client(headers={"host": "localhost"})
    with CaptureQueriesContext(connection) as asked:
        response = plain.get("/en/services/")
    signed_in(browser, an)
    with CaptureQueriesContext(connection) as asked_signed_in:
        browser.client.get("/en/services/")
    assert "evenhand_staff" not in response.cookies and "Cookie" not in response.get("Vary", "").split(", ")
    assert len(asked) == len(asked_signed_in)
