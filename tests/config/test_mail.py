"""The mail server as one address."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import mail

FOLDER = Path("/home/of/it/mail")


def test_a_server() -> None:
    found = mail.settings_of("smtp+tls://us%40post:s%2Fecret@mail.example:587", FOLDER)
    assert found["EMAIL_BACKEND"] == mail.OURS and found["EMAIL_USE_TLS"]
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("us@post", "s/ecret")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)


def test_a_folder() -> None:
    found = mail.settings_of("filemail://", FOLDER)
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend") and found["EMAIL_FILE_PATH"] == str(FOLDER)


def test_none_and_nonsense() -> None:
    assert mail.settings_of("", FOLDER)["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    with pytest.raises(ImproperlyConfigured):
        mail.settings_of("carrier-pigeon://roof", FOLDER)
