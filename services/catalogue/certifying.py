"""Proving again what is live: versions from before there were certificates, and after rules or channels changed."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connections, transaction

from services.catalogue import calendars, queries
from services.catalogue.models import Version
from services.journeys.definition import Definition
from services.parity import certifying
from services.parity.models import ParityCertificate
from services.record import ledger

CONSTRAINTS = ("version_certified", "version_published_with_certificate")


def certify_all(*, by: str) -> Iterator[tuple[Version, ParityCertificate]]:
    """Each published version with its certificate as of now; one that does not pass keeps what it has: nothing is
    voided silently."""
    for version in Version.objects.filter(published_at__isnull=False).select_related("service").order_by("pk"):
        yield version, _certify(version, by)


def validate() -> bool:
    """Have the database look at versions written before the gate too; False while one of them has no certificate."""
    if Version.objects.filter(published_at__isnull=False, certificate=None).exists():
        return False
    with connections["owner"].cursor() as cursor:
        for name in CONSTRAINTS:
            cursor.execute(f"ALTER TABLE catalogue_version VALIDATE CONSTRAINT {name}")
    return True


@transaction.atomic
def _certify(version: Version, by: str) -> ParityCertificate:
    calendars.ensure(version.rules.get("calendar", ""))  # those published before there were calendars have none yet
    words = {code: queries.words_of(version, code).written for code in version.words_hashes}
    definition = Definition(version.service.slug, version.rules, version.rules_hash, words, version.words_hashes)
    certificate = certifying.certify(definition, by=by)
    if certificate.passed and version.certificate_id != certificate.pk:
        Version.objects.filter(pk=version.pk).update(certificate=certificate)
        data = {"rules": version.rules_hash, "certificate": certificate.pk}
        ledger.append(f"service:{version.service.slug}", "version.certified", data, actor=by)
    return certificate
