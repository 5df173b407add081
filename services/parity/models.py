"""What the prover found, kept: certificates of versions, and the published exceptions they rest on."""

from django.db import models
from django.db.models import F, Q

from services.record import clock

LONGEST = 366  # days an exception lasts at most


class ParityException(models.Model):
    """A published way round an error, for a time, by a law; whoever asks for it does not approve it.

    `about` is where the error is ("" for anywhere in the service). One made `by_law` needs nobody's approval:
    a version that a law requires, or that corrects another, is never held up.
    """

    service = models.SlugField(max_length=100)
    rule = models.CharField(max_length=10)
    about = models.CharField(max_length=200, blank=True)
    reason = models.JSONField(help_text="Language → text, for everybody to read.")
    legal_basis = models.CharField(max_length=500)
    asked_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=clock.now)
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True)
    by_law = models.BooleanField(default=False)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="exception_approved_by_another", condition=~Q(approved_by=F("asked_by"))),
            models.CheckConstraint(
                name="exception_approved_wholly",
                condition=Q(approved_by="", approved_at=None) | (~Q(approved_by="") & Q(approved_at__isnull=False)),
            ),
            models.CheckConstraint(name="exception_has_a_legal_basis", condition=~Q(legal_basis="")),
            models.CheckConstraint(name="exception_ends", condition=Q(until__gt=F("asked_at"))),
        ]
        indexes = [models.Index(fields=["service", "until"])]

    def __str__(self) -> str:
        return f"{self.service} {self.rule}"

    @property
    def subject(self) -> str:
        """The name of its service's chain in the ledger."""
        return f"service:{self.service}"


class ParityCertificate(models.Model):
    """What was proved of one set of rules and words, by which rules, for which channels; never changed.

    `passed` means that no error is left but those under the exceptions listed; it expires with the first of them.
    """

    service = models.SlugField(max_length=100)
    rules_hash = models.CharField(max_length=64)
    words_hashes = models.JSONField()
    rule_set = models.CharField(max_length=20)
    channel_set = models.JSONField()
    engine = models.CharField(max_length=40)
    passed = models.BooleanField()
    findings = models.JSONField(default=list)
    exceptions = models.JSONField(default=list, help_text="Ids of the exceptions it rests on.")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            # What a published version points at, with passed in it: migration 0003 of the catalogue.
            models.UniqueConstraint(
                name="certificate_of_what_it_certifies", fields=["id", "rules_hash", "words_hashes", "passed"]
            ),
        ]
        indexes = [models.Index(fields=["rules_hash", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.service} {self.rules_hash[:12]}"
