"""Twilio: texts and calls through its REST API."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import requests
from django.conf import settings
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from channels_phone.gateways import reaching
from channels_phone.gateways.gateway import LONGEST, Breaker, Failed, Gateway, Reason, SaidStop, Taken

# About the number or the text, so for good: no number, not to be reached, the country is not enabled, STOP, a landline,
# too long. All else that they refuse is ours to put right, and is tried again meanwhile.
STOPPED = 21610
FOR_GOOD = frozenset({21211, 21214, 21217, 21408, 21612, 21614, 21617, 21635})
SERVICE = "MG"  # how the id of a Messaging Service begins, a pool of senders
# Asked again where we did not answer: three times, if no connection came about, none in time, or with a 5xx.
AGAIN = "#rc=3&rp=ct,rt,5xx"
BREAKER = Breaker()


class Http(TwilioHttpClient):
    """Theirs, to another scheme and host where one is set: region and edge lead to Twilio's own hosts only.

    It logs nothing, as addresses hold numbers. Nothing is asked twice: the other side may have taken it.
    """

    def __init__(self, base: str, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self.base = urlsplit(base)
        if self.session is not None:
            # A kept connection that they close at that moment would leave us not knowing whether it was sent.
            self.session.headers["Connection"] = "close"

    def request(self, *args: Any, **more: Any) -> Response:
        method, url, *rest = args
        if self.base.netloc:
            asked = urlsplit(url)
            url = urlunsplit((self.base.scheme, self.base.netloc, asked.path, asked.query, ""))
        return super().request(method, url, *rest, **more)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Nothing."""

    def log_response(self, status_code: int, response: requests.Response) -> None:
        """Nothing."""


class Twilio(Gateway):
    name = "twilio"

    def __init__(self) -> None:
        http = Http(settings.TWILIO_API_BASE, settings.PHONE_TIMEOUT)
        self.client = Client(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, http_client=http)

    def send(self, to: str, text: str, *, sender: str, reference: str) -> Taken:
        if len(text) > LONGEST:
            raise Failed(Reason.PERMANENT, "TooLong")
        of = {"messaging_service_sid" if sender.startswith(SERVICE) else "from_": sender}
        return _taken(self.client.messages.create, to=to, body=text, status_callback=status_url(reference), **of)

    def call(self, to: str, *, sender: str, url: str, status_url: str = "") -> Taken:
        heard = {"status_callback": status_url, "status_callback_method": "POST"} if status_url else {}
        return _taken(self.client.calls.create, to=to, from_=sender, url=url, method="POST", **heard)

    def fetch(self, url: str) -> bytes:
        theirs = settings.TWILIO_API_BASE or "https://api.twilio.com"
        return reaching.fetched(url, theirs, auth=(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN))

    def recorded(self, url: str) -> bytes:
        try:
            return self.fetch(f"{url}.mp3")
        except Failed as failed:  # it is made ready after the call went on, and is nowhere until then
            raise Failed(Reason.TEMPORARY if failed.error == "404" else failed.state, failed.error) from None

    def erase(self, url: str) -> None:
        try:
            self.client.recordings(url.rpartition("/")[2]).delete()
        except requests.RequestException as error:
            raise reaching.failed(error, BREAKER) from None
        except TwilioRestException as error:
            if error.status != 404:
                raise _refused(error.status, int(error.code or error.status)) from None


def status_url(reference: str) -> str:
    """Where they say what becomes of a text; with our reference, for they may do so before we know their id."""
    return f"{settings.PUBLIC_BASE_URL.rstrip('/')}/phone/status/sms/?of={quote(reference, safe='')}{AGAIN}"


def _taken(create: Any, **said: str) -> Taken:
    BREAKER.ask()
    try:
        made = create(**said)
    except requests.RequestException as error:
        raise reaching.failed(error, BREAKER) from None
    except (TwilioRestException, TwilioServiceException) as error:
        raise _refused(error.status, int(error.code or error.status)) from None
    except (TwilioException, ValueError) as error:  # they answered, in a way that cannot be read
        raise Failed(Reason.UNCERTAIN, type(error).__name__) from None
    if not made.sid:
        raise Failed(Reason.UNCERTAIN, "NoSid")
    return Taken(made.sid, str(made.status))


def _refused(status: int, code: int) -> Failed:
    """A 5xx without a code of theirs may be of something in between: they may have it. 503 says that they do not."""
    if code == STOPPED:
        return SaidStop(Reason.PERMANENT, str(code))
    if code in FOR_GOOD:
        return Failed(Reason.PERMANENT, str(code))
    unsaid = status >= 500 and status != 503 and code == status
    return Failed(Reason.UNCERTAIN if unsaid else Reason.TEMPORARY, str(code))
