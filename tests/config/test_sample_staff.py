"""The people who work in the demonstration."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from config import sample_staff
from config.furnishing import sample_staff as furnished
from services.office.signing_in import one_time
from services.people.models import User

pytestmark = pytest.mark.django_db


def test_each_can_sign_in_and_a_second_time_changes_nothing() -> None:
    first = furnished()
    assert furnished() == first
    assert [user.email for user in first] == [each.email for each in sample_staff.STAFF]
    assert all(user.check_password(sample_staff.PASSWORD) for user in first)
    assert Authenticator.objects.count() == len(first)
    assert one_time.of_demonstration(first[0].pk).isdigit()


def test_never_where_it_counts(settings: Settings) -> None:
    settings.MODE = "production"
    with pytest.raises(ImproperlyConfigured):
        furnished()
    assert not User.objects.exists()
