"""Django's SMTP backend, which moreover says whether a message may have been taken when the connection was lost."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

LAST_ANSWER = 15.0  # seconds for the server to take a whole message; the steps before have EMAIL_TIMEOUT each


class Plain(smtplib.SMTP):
    """Once the message itself goes over the line it is out of our hands."""

    handed_over = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.handed_over = True
        if self.sock:
            self.sock.settimeout(LAST_ANSWER)
        return super().data(msg)


class Tls(Plain, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class Backend(EmailBackend):
    """As Django's; `handed_over` after something failed: whether the server may have the message all the same."""

    @property
    def connection_class(self) -> type[smtplib.SMTP_SSL | smtplib.SMTP]:
        return Tls if self.use_ssl else Plain

    @property
    def handed_over(self) -> bool:
        return bool(getattr(self.connection, "handed_over", False))
