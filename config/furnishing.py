"""What the demonstration stands on: a database up to date, and the samples in it."""

import hashlib
from io import StringIO

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections

from config import sample_staff as people
from config.environment import BASE_DIR, home
from services.catalogue import samples
from services.people.models import User
from services.spots import loading as spots

NETWORK = BASE_DIR / "services" / "spots" / "samples" / "network.yaml"


def furnish() -> None:
    """Bring the database up to date and load the samples, unless both were done as they now stand."""
    stamp, stands = home() / "furnished", _standing()
    if stamp.exists() and stamp.read_text() == stands:
        return
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    samples.load()
    sample_staff()
    people.team_up()
    people.man_the_desk()
    spots.load(NETWORK)
    people.sit_at_the_counter()
    call_command("services", "certify", by="furnishing", verbosity=0, stdout=StringIO())
    connections.close_all()
    stamp.write_text(stands)


def sample_staff() -> list[User]:
    """The accounts of the demonstration, each with its password and an app as second factor; safe to repeat."""
    if settings.MODE == "production":
        raise ImproperlyConfigured("the password of these accounts is known to everybody")
    return [_member(each.email, each.name) for each in people.STAFF]


def _member(email: str, name: str) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, name, people.PASSWORD)
    if not Authenticator.objects.filter(user=user).exists():
        secret = {"secret": encrypt(people.SECRET)}
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=secret)
    return user


def _standing() -> str:
    """A hash over every migration and sample; the locked packages stand for the migrations they bring."""
    digest = hashlib.sha256()
    migrations, catalogue = BASE_DIR.glob("*/**/migrations/*.py"), BASE_DIR.glob("services/catalogue/samples/**/*.*")
    own = (NETWORK, BASE_DIR / "config" / "sample_staff.py", BASE_DIR / "requirements" / "runtime.txt")
    for path in sorted((*migrations, *catalogue, *own)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
