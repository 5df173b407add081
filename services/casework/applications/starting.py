"""Starting an application: its reference, its secret and its own data key from the first moment."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from services.casework import references, secrets, stopping, touches
from services.casework.applications.opened import lives_until, seal
from services.casework.applications.turn import Started
from services.casework.models import Application
from services.catalogue import calendars, queries
from services.catalogue.models import Version
from services.record import clock, envelope, events, ledger

MINTINGS = 5


@transaction.atomic
def start(service: str, *, language: str, touch: UUID, keyed_by: str = "citizen") -> Started:
    """A new application for the service of this slug, pinned to the version now in force; raises Stopped."""
    version = queries.live_version(queries.service(service))
    stopping.refuse(version)
    return _started(version, language=language, touch=touch, keyed_by=keyed_by)


@transaction.atomic
def try_out(rules_hash: str, *, language: str, touch: UUID, keyed_by: str = "citizen") -> Started:
    """An application for rules that are tried out: no case and no figures come of it; raises Version.DoesNotExist."""
    version = queries.tried_version(rules_hash)
    return _started(version, language=language, touch=touch, keyed_by=keyed_by, tryout=True)


def _started(version: Version, *, language: str, touch: UUID, keyed_by: str, tryout: bool = False) -> Started:
    secret = secrets.issue()
    application = _created(version, language, secret, tryout)
    touches.serve(touch, application.id)
    data = {"version": version.rules_hash, "language": application.language}
    ledger.append(application.subject, "application.started", data, actor=keyed_by, touch=str(touch))
    events.write("application.started", application.subject, {})
    return Started(application, secret)


def _created(version: Version, language: str, secret: str, tryout: bool) -> Application:
    application = _drafted(version, language, secret)
    application.tryout = tryout
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
        pinned_at=now,
        began_at=now,
        began_on=calendars.today(queries.journey_of(version).law.calendar),
        expires_at=lives_until(),
    )
    application.values_sealed = seal(application, {})
    application.secret_mac = secrets.mac(application.id, secret)
    return application
