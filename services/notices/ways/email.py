"""By e-mail: plain text through the mail server of the installation, never saying more than it must."""

from __future__ import annotations

import smtplib
import time
from email.utils import formataddr
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from services.look import theme
from services.notices.ways import Failed, State

QUIET = 15.0  # seconds in which a server that was away is not asked again by this process


class _Server:
    """When this process may next ask the mail server."""

    quiet_until = 0.0


def send(address: str, subject: str, text: str, notice_number: str, language: str) -> None:
    """Returns once the mail server took it; raises Failed."""
    connection = _opened()
    try:
        _message(address, subject, text, notice_number, language, connection).send()
    except ValueError as wrong:  # no mail can be written to such an address
        raise Failed(State.PERMANENT_FAILURE, type(wrong).__name__) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _failed(error, connection) from None
    finally:
        _close(connection)


def _opened() -> BaseEmailBackend:
    if time.monotonic() < _Server.quiet_until:
        raise Failed(State.TEMPORARY_FAILURE, "Quiet")
    connection: BaseEmailBackend = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        _Server.quiet_until = time.monotonic() + QUIET
        _close(connection)
        raise Failed(State.TEMPORARY_FAILURE, _named(error)) from None
    return connection


def _message(
    address: str, subject: str, text: str, number: str, language: str, connection: BaseEmailBackend
) -> EmailMessage:
    """The same number is the same Message-ID: who gets a notice twice can see that it is one."""
    face = theme.read(Path(settings.THEME))
    sender = settings.NOTICES_FROM or face.email
    headers = {
        "Message-ID": f"<{number}.email@{urlsplit(settings.PUBLIC_BASE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no machine answers it
        "Content-Language": language,
    }
    return EmailMessage(
        subject, text, formataddr((face.name(language), sender)), [address], headers=headers, connection=connection
    )


def _failed(error: smtplib.SMTPException | OSError, connection: BaseEmailBackend) -> Failed:
    """What the server said of the address or the message counts; else, whether the message was on the line."""
    code = _code(error)
    if code:
        return Failed(State.PERMANENT_FAILURE if code >= 500 else State.TEMPORARY_FAILURE, _named(error))
    gone = not isinstance(error, smtplib.SMTPSenderRefused) and getattr(connection, "handed_over", True)
    return Failed(State.UNCERTAIN if gone else State.TEMPORARY_FAILURE, _named(error))


def _code(error: Exception) -> int:
    """Its answer, 0 where it said nothing of the kind; that it does not want the sender is for us to put right."""
    code = 0
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(iter(error.recipients.values()))[0]
    elif isinstance(error, smtplib.SMTPDataError):
        code = int(error.smtp_code)
    return code if 400 <= code < 600 else 0


def _named(error: Exception) -> str:
    return f"{type(error).__name__} {_code(error) or ''}".strip()


def _close(connection: BaseEmailBackend) -> None:
    """Whether the good-bye is heard does not matter."""
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        return
