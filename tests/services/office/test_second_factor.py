"""Setting up, using and removing a second factor."""

import json
import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from pytest_django import Settings

from config.headless import Headless, Page
from services.office.signing_in import one_time
from services.people.models import User
from services.record import clock, envelope
from services.record.models import DataKey, Entry
from tests.services.office.conftest import PASSWORD, SECRET, code, signed_in, signing_in

pytestmark = pytest.mark.django_db(transaction=True)
NEW_KEY = "/office/second-factor/keys/new/"
KEY = re.compile(r"<code>(\w{32})</code>")
CODES = re.compile(r"<code>([\d ]+)</code>")


def set_up_app(browser: Headless, user: User) -> Page:
    signing_in(browser, user)
    page = browser.open("/office/second-factor/app/")
    return browser.submit(page, "/second-factor/app/", code=code(KEY.findall(page.html)[0]))


def later(minutes: int) -> None:
    clock.set_offset(clock.offset() + timedelta(minutes=minutes))


def test_an_app_is_set_up_and_opens_the_office(browser: Headless, maria: User) -> None:
    page = set_up_app(browser, maria)
    assert page.heading == "Codes for emergencies" and len(CODES.findall(page.html)) == 10
    assert browser.open("/office/").heading == "Good to see you, Maria Costa"
    added = [entry.data for entry in Entry.objects.filter(kind="user.second_factor_added").order_by("sequence")]
    assert sorted(each["type"] for each in added) == ["recovery_codes", "totp"]


def test_a_wrong_code_sets_nothing_up_and_keeps_the_picture(browser: Headless, maria: User) -> None:
    signing_in(browser, maria)
    page = browser.open("/office/second-factor/app/")
    wrong = browser.submit(page, "/second-factor/app/", code="000000")
    assert "This code is not right" in wrong.text
    assert KEY.findall(wrong.html) == KEY.findall(page.html)
    assert not Authenticator.objects.exists()


def test_secrets_lie_sealed(browser: Headless, maria: User) -> None:
    signing_in(browser, maria)
    page = browser.open("/office/second-factor/app/")
    secret = KEY.findall(page.html)[0]
    browser.submit(page, "/second-factor/app/", code=code(secret))
    assert secret not in json.dumps(list(Authenticator.objects.values_list("data", flat=True)))


def test_emergency_codes_are_shown_once_and_open_once(browser: Headless, maria: User) -> None:
    codes = CODES.findall(set_up_app(browser, maria).html)
    seen_again = browser.open("/office/second-factor/codes/")
    assert "not shown again" in seen_again.text and not CODES.findall(seen_again.html)
    other, third = Headless(), Headless()
    assert other.submit(signing_in(other, maria), "/second-factor/code/", code=codes[0]).path == "/office/"
    page = third.submit(signing_in(third, maria), "/second-factor/code/", code=codes[0])
    assert "was used before" in page.text


def test_removing_the_last_one_closes_the_office_until_there_is_another(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    page = browser.open("/office/second-factor/app/remove/")
    assert browser.submit(page, "/app/remove/").path == "/office/second-factor/"
    assert browser.open("/office/").path == "/office/second-factor/"
    assert Entry.objects.filter(kind="user.second_factor_removed").count() == 1
    with pytest.raises(envelope.Unreadable):
        envelope.seal(DataKey.objects.get(), b"", "")


def test_a_session_from_before_is_asked_for_it(maria: User) -> None:
    before, now = Headless(), Headless()
    signing_in(before, maria)
    set_up_app(now, maria)
    assert before.open("/office/").heading == "Your second factor once more"


def test_changing_anything_wants_the_password_again(browser: Headless, an: User) -> None:
    signed_in(browser, an)
    assert browser.open("/office/second-factor/keys/new/").heading == "Add a security key"
    later(minutes=6)
    for path in ("keys/new/", "codes/new/", "app/remove/"):
        assert browser.open(f"/office/second-factor/{path}").heading == "Your password once more"
    wrong = browser.submit(browser.open("/office/second-factor/keys/new/"), "/again/", password="x")
    assert "This password is not right." in wrong.text
    assert browser.submit(wrong, "/again/", password=PASSWORD, next=NEW_KEY).heading == "Add a security key"


def test_a_security_key_is_offered_its_options(browser: Headless, maria: User) -> None:
    signing_in(browser, maria)
    page = browser.open("/office/second-factor/keys/new/")
    found = re.search(r'id="key_options">(.*?)</script>', page.html)
    assert found
    options = json.loads(found[1])["creation_options"]["publicKey"]
    assert options["rp"]["id"] == "localhost" and options["user"]["name"] == maria.email
    assert len(options["challenge"]) >= 22


def test_a_key_that_answers_nonsense_is_not_taken(browser: Headless, maria: User) -> None:
    signing_in(browser, maria)
    page = browser.open("/office/second-factor/keys/new/")
    for nonsense in ("", "{}", '{"id": "x"}', "[]"):
        answer = browser.submit(page, "/keys/new/", name="blue", credential=nonsense)
        assert answer.status == 200 and "<title>Error:" in answer.html
    assert not Authenticator.objects.exists()


def test_the_demonstration_shows_a_code_that_is_good(browser: Headless, an: User, settings: Settings) -> None:
    assert "In this demonstration" not in signing_in(browser, an).text
    settings.DEMO = True
    page = browser.open("/office/second-factor/code/")
    shown = one_time.of_demonstration(an.pk)
    assert shown == code(SECRET) and f"In this demonstration the code is {shown}." in page.text
    assert browser.submit(page, "/second-factor/code/", code=shown).path == "/office/"
    assert one_time.of_demonstration(an.pk) == code(SECRET, step=1)
