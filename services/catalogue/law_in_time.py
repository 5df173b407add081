"""Which version's law counts on a day, and what becomes of applications when it is another than they began with."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from services.catalogue.models import Publication, PublicService, Version

STRONGEST = (Publication.Begun.REFUSE, Publication.Begun.ASK_AGAIN, Publication.Begun.KEEP)


def version_on(service: PublicService, day: date) -> Version:
    """Of the versions in force on this day, the one published last; raises Version.DoesNotExist."""
    versions = Version.objects.filter(
        Q(in_force_from=None) | Q(in_force_from__lte=day),
        Q(in_force_to=None) | Q(in_force_to__gte=day),
        service=service,
        published_at__isnull=False,
    )
    return versions.defer("rules").latest("published_at")


def change_between(pinned: Version, since: datetime, applicable: Version) -> Publication | None:
    """What was declared for applications pinned to one version at `since` that now come under another: the strongest
    of all publications on the way; None where the law moved without anybody declaring anything."""
    began = _publication(pinned, since)
    reached = Publication.objects.filter(version=applicable).exclude(begun="").order_by("-at", "-pk").first()
    if reached is None:
        return None
    first, last = sorted((began.at if began else reached.at, reached.at))
    passed = Publication.objects.filter(service_id=pinned.service_id, at__gt=first, at__lte=last).exclude(begun="")
    on_the_way = sorted({reached, *passed}, key=lambda each: (STRONGEST.index(Publication.Begun(each.begun)), -each.pk))
    return on_the_way[0]


def _publication(version: Version, since: datetime) -> Publication | None:
    made = Publication.objects.filter(version=version, at__lte=since)
    return made.order_by("-at", "-pk").first()
