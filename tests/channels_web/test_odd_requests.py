"""Requests no browser would send: a page in the person's language, never a 500."""

from typing import Any

import pytest
from django.test import Client

from tests.channels_web.conftest import Browser

HOST = {"host": "localhost"}
MULTIPART = "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"answer=" + b"a" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % number for number in range(2000)), "application/x-www-form-urlencoded"),
        (b"answer=%ff%fe%00", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", MULTIPART),
        (b"\xff\xfe", MULTIPART),
        (b"{}", "application/json"),
        (b"", "nothing/known"),
    ],
)
def test_any_body(browser: Browser, body: bytes, kind: str) -> None:
    browser.start()
    for path in ("q/full_name/", "files/authorisation/", "review/", "send/", "reference/"):
        response = browser.client.post(f"/en/apply/{browser.application}/{path}", body, content_type=kind, follow=True)
        assert response.status_code in (400, 403)
        assert "<h1" in response.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_any_method(catalogue: None, method: str) -> None:
    for path in ("/en/", "/en/track/", "/en/services/social-pension/"):
        response: Any = getattr(Client(headers=HOST), method)(path)
        assert response.status_code in (200, 403, 405)


@pytest.mark.parametrize(
    "query", ["q=%ff", "q=%00", "q=" + "a" * 5000, "q[]=1", "notice=%00", "notice=changed&x=1", "page=//evil"]
)
def test_any_query(catalogue: None, query: str) -> None:
    for path in ("/en/", "/en/services/", "/en/feedback/", "/en/apply/resume/"):
        assert Client(headers=HOST).get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"accept-language": "\x00,;q=x"}, {"cookie": "evenhand=%%%; csrftoken=\u00e9"}],
)
def test_any_header(catalogue: None, headers: dict[str, str]) -> None:
    assert Client(headers=HOST | headers).get("/en/").status_code in (200, 400)


def test_feedback_leads_back_to_our_own_pages_only(browser: Browser) -> None:
    page = browser.open("feedback/?page=//evil.example/")
    thanks = browser.submit(page, "", score="5")
    assert 'href="//evil' not in thanks.text


def test_what_waited_for_the_secret_goes_nowhere_else(browser: Browser) -> None:
    browser.start()
    page = browser.open("apply/resume/")
    onward = f"https://evil.example/apply/{browser.application}/"
    resumed = browser.submit(page, "", reference=browser.reference, secret=browser.secret, onward=onward)
    assert "evil.example" not in resumed.text
    assert resumed.instance == "full_name"
