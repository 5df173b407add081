"""Starting an application: its reference, its secret and its own data key from the first moment."""

from __future__ import annotations

from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from services.casework import references, secrets, touches
from services.casework.applications.opened import lives_until, seal
from services.casework.applications.turn import Started
from services.casework.models import Application
from services.catalogue import queries
from services.catalogue.models import Version
from services.record import clock, envelope, events, ledger

MINTINGS = 5


@transaction.atomic
def start(service: str, *, language: str, touch: UUID, keyed_by: str = "citizen") -> Started:
    """A new application for the service of this slug, pinned to the version now in force."""
    version = queries.live_version(queries.service(service))
    secret = secrets.issue()
    application = _created(version, language, secret)
    touches.serve(touch, application.id)
    data = {"version": version.rules_hash, "language": application.language}
    ledger.append(application.subject, "application.started", data, actor=keyed_by, touch=str(touch))
    events.write("application.started", application.subject, {})
    return Started(application, secret)


def _created(version: Version, language: str, secret: str) -> Application:
    application = _drafted(version, language, secret)
    for _ in range(MINTINGS):
        application.reference = references.mint()
        try:
            with transaction.atomic():
                application.save(force_insert=True)
            return application
        except IntegrityError:
            continue
    raise RuntimeError("no free reference found")


def _drafted(version: Version, language: str, secret: str) -> Application:
    now = clock.now()
    application = Application(
        id=uuid4(),
        version=version,
        language=language if language in version.words_hashes else next(iter(version.words_hashes)),
        data_key=envelope.new_key(),
        secret_issued_at=now,
        began_at=now,
        began_on=now.astimezone(ZoneInfo(settings.AUTHORITY_TIME_ZONE)).date(),
        expires_at=lives_until(),
    )
    application.values_sealed = seal(application, {})
    application.secret_mac = secrets.mac(application.id, secret)
    return application
