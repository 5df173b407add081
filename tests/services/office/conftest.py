"""The cast: An works here, Maria has no second factor yet, Bình left. Each signs in through the real pages."""

from __future__ import annotations

import base64

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from pytest_django import Settings

from config.headless import Headless, Page
from services.people.models import User
from services.record import clock

PASSWORD = "a long enough secret"
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """What makes a password slow to guess would make every sign-in of a test slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def an(db: None) -> User:
    user = User.objects.create_user("an@office.example", "An Nguyễn", PASSWORD)
    secret = {"secret": encrypt(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=secret)
    return user


@pytest.fixture
def maria(db: None) -> User:
    return User.objects.create_user("maria@office.example", "Maria Costa", PASSWORD)


@pytest.fixture
def binh(db: None) -> User:
    user = User.objects.create_user("binh@office.example", "Bình Trần", PASSWORD)
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@pytest.fixture
def browser(db: None) -> Headless:
    return Headless()


def speaking(language: str) -> Headless:
    """A browser whose owner prefers this language."""
    headers = {"host": "localhost", "accept-language": language}
    return Headless(language, Client(enforce_csrf_checks=True, headers=headers))


def code(secret: str = SECRET, *, step: int = 0) -> str:
    """What the app shows now, or a step later: each code is good once."""
    moment = clock.now() - clock.offset()  # a phone knows nothing of a clock that was moved
    totp = TOTP(base64.b32decode(secret), 6, SHA1(), 30, enforce_key_length=False)
    return totp.generate(int(moment.timestamp()) + 30 * step).decode()


def signing_in(browser: Headless, user: User, password: str = PASSWORD, path: str = "/office/") -> Page:
    """As far as the page after the password."""
    return browser.submit(browser.open(path), "/sign-in/", login=user.email, password=password)


def signed_in(browser: Headless, user: User, *, step: int = 0) -> Page:
    """All the way, with the app's code."""
    page = browser.submit(signing_in(browser, user), "/second-factor/code/", code=code(step=step))
    assert page.path == "/office/", page.text
    return page
