"""With e-mail, password and the second factor; and all the ways in which that does not work."""

import pytest
from django.test import Client

from config.headless import Headless
from services.office.models import Session
from services.people.models import User
from services.record.models import Entry
from tests.services.office.conftest import PASSWORD, code, signed_in, signing_in

pytestmark = pytest.mark.django_db


def kinds(user: User) -> list[str]:
    return list(Entry.objects.filter(subject=f"user:{user.pk}").order_by("sequence").values_list("kind", flat=True))


def test_password_and_code_lead_to_where_one_wanted_to_go(browser: Headless, an: User) -> None:
    page = signed_in(browser, an)
    assert "An Nguyễn" in page.text
    assert kinds(an) == ["user.second_factor_used", "user.signed_in"]
    assert an.email not in str(list(Entry.objects.values_list("data", flat=True)))


def test_the_password_alone_opens_nothing(browser: Headless, an: User) -> None:
    page = signing_in(browser, an)
    assert page.heading == "Your second factor"
    assert browser.open("/office/").heading != "Good to see you, An Nguyễn"
    assert "user.signed_in" not in kinds(an)


def test_a_wrong_password_is_told_and_noted(browser: Headless, an: User) -> None:
    page = signing_in(browser, an, "something else")
    assert "E-mail address and password do not belong together." in page.text
    assert f'value="{an.email}"' in page.html and "something else" not in page.html
    assert "<title>Error:" in page.html
    assert kinds(an) == ["user.sign_in_failed"]


def test_an_unknown_address_is_told_the_same_and_noted_nowhere(browser: Headless, an: User) -> None:
    page = signing_in(browser, User(email="nobody@office.example"))
    assert "E-mail address and password do not belong together." in page.text
    assert not Entry.objects.exists()


def test_empty_fields_are_named(browser: Headless) -> None:
    page = browser.submit(browser.open("/office/sign-in/"), "/sign-in/", login="an", password="")
    assert "Type your e-mail address, as in name@example.org." in page.text
    assert "Type your password." in page.text and 'href="#id_password"' in page.html


def test_a_wrong_code_is_told_and_noted(browser: Headless, an: User) -> None:
    page = browser.submit(signing_in(browser, an), "/second-factor/code/", code="000000")
    assert "This code is not right, or was used before." in page.text
    assert kinds(an) == ["user.second_factor_failed"]


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_a_code_is_good_once_as_long_as_it_is_good(an: User, step: int) -> None:
    used, first, second = code(step=step), Headless(), Headless()
    assert first.submit(signing_in(first, an), "/second-factor/code/", code=used).path == "/office/"
    page = second.submit(signing_in(second, an), "/second-factor/code/", code=f"{used[:3]} {used[3:]}")
    assert "This code is not right, or was used before." in page.text


def test_without_a_second_factor_there_is_only_setting_one_up(browser: Headless, maria: User) -> None:
    page = signing_in(browser, maria)
    assert page.path == "/office/second-factor/"
    assert "Before you can work here, set up a second factor" in page.text
    assert browser.open("/office/").path == "/office/second-factor/"


def test_a_closed_account_stays_out(browser: Headless, binh: User) -> None:
    assert signing_in(browser, binh).heading == "This account is closed"
    assert browser.open("/office/").heading == "Sign in"
    assert kinds(binh) == ["user.sign_in_failed"]


def test_an_account_that_is_closed_is_out_at_once(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert browser.open("/office/").heading == "Sign in"


def test_five_wrong_passwords_close_the_account_for_a_while(browser: Headless, an: User, maria: User) -> None:
    for _ in range(5):
        signing_in(browser, an, "something else")
    assert "Wait five minutes" in signing_in(browser, an).text
    assert signing_in(Headless(), maria).path == "/office/second-factor/"


def test_five_wrong_codes_do_so_too(browser: Headless, an: User) -> None:
    page = signing_in(browser, an)
    for _ in range(5):
        page = browser.submit(page, "/second-factor/code/", code="000000")
    assert "Wait five minutes" in browser.submit(page, "/second-factor/code/", code=code()).text


def test_one_address_may_not_try_for_ever(browser: Headless, an: User) -> None:
    for number in range(10):
        signing_in(browser, User(email=f"a{number}@office.example"))
    assert "Wait five minutes" in signing_in(browser, an).text


def test_nothing_but_signing_in_is_open(an: User) -> None:
    for path in ("/office/signup/", "/office/email/", "/office/password/reset/", "/office/sign-in/code/"):
        assert Client(headers={"host": "localhost"}).get(path).status_code == 404


def test_signing_out_ends_every_session(an: User) -> None:
    here, there = Headless(), Headless()
    signed_in(here, an)
    signed_in(there, an, step=1)
    page = here.submit(here.open("/office/sign-out/"), "/sign-out/")
    assert "You are signed out, on every device." in page.text
    assert there.open("/office/").heading == "Sign in"
    assert not Session.objects.filter(user=an).exists()
    assert kinds(an)[-1] == "user.signed_out"


def test_somewhere_else_is_nowhere_to_be_led_to(browser: Headless, an: User) -> None:
    address = "/office/sign-in/?next=https://evil.example/"
    page = browser.submit(browser.open(address), "/sign-in/", login=an.email, password=PASSWORD)
    assert browser.submit(page, "/second-factor/code/", code=code()).path == "/office/"
