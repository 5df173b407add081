"""The emergency stop: a service that must not be used for now says so, in words, on every channel."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from services.catalogue.models import PublicService, Stop
from services.record import clock, events, ledger


@transaction.atomic
def stop(slug: str, *, by: str, words: Mapping[str, str] | None = None) -> Stop:
    """Nobody starts or sends until it goes on; `words` by language, else those it has ready. Safe to repeat."""
    service = PublicService.objects.select_for_update().get(slug=slug)
    standing = Stop.objects.filter(service=service, ended_at=None).first()
    if standing:
        return standing
    made = Stop.objects.create(service=service, words=dict(words or {}), began_by=by)
    ledger.append(f"service:{slug}", "service.stopped", {"words": made.words}, actor=by)
    events.write("service.stopped", f"service:{slug}", {})
    return made


@transaction.atomic
def go_on(slug: str, *, by: str) -> bool:
    """The service is open again; False when it was not stopped."""
    service = PublicService.objects.select_for_update().get(slug=slug)
    ended = Stop.objects.filter(service=service, ended_at=None).update(ended_at=clock.now(), ended_by=by)
    if ended:
        ledger.append(f"service:{slug}", "service.went_on", {}, actor=by)
        events.write("service.went_on", f"service:{slug}", {})
    return bool(ended)


def standing(service: PublicService) -> Stop | None:
    """The stop that stands now."""
    return Stop.objects.filter(service=service, ended_at=None).first()
