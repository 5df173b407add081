"""Staff sign in; persons stay unknown to whoever reads a table."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.db import IntegrityError

from services.people.models import Person, User
from services.record import envelope

pytestmark = pytest.mark.django_db


def test_staff_are_found_by_mail_whatever_its_letters() -> None:
    user = User.objects.create_user("Lan@Xa.example", "Lan", "a long enough secret")
    assert get_user_model() is User
    assert authenticate(username="LAN@xa.example", password="a long enough secret") == user
    assert authenticate(username="lan@xa.example", password="something else") is None


def test_without_a_password_nobody_signs_in_with_one() -> None:
    user = User.objects.create_user("lan@xa.example", "Lan")
    assert not user.has_usable_password()


def test_one_account_for_one_address() -> None:
    User.objects.create_user("lan@xa.example", "Lan")
    with pytest.raises(IntegrityError):
        User.objects.create_user("LAN@XA.example", "Another")


def test_capital_letters_cannot_slip_in() -> None:
    with pytest.raises(IntegrityError, match="email_in_small_letters"):
        User.objects.create(email="Lan@xa.example", name="Lan")


def test_the_command_line_makes_an_administrator() -> None:
    assert User.objects.create_superuser("lan@xa.example", "Lan", "a long enough secret").is_superuser


def test_a_person_is_sealed_and_erased_by_one_key() -> None:
    key = envelope.new_key()
    person = Person.objects.create(key=key, identity=envelope.seal(key, "Nguyễn Thị Ẩn".encode(), "person"))
    assert "Ẩn".encode() not in bytes(person.identity)
    assert "Ẩn" not in str(person)
    envelope.destroy(key)
    with pytest.raises(envelope.Unreadable):
        envelope.open(key, person.identity, "person")
