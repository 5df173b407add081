"""How those who work here work together: teams, who belongs to them, who stands in, who looked in an emergency."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from services.catalogue.models import Organisation
from services.people.models.users import User


class Team(models.Model):
    """Colleagues of one organisation; empty `services` or `languages` mean all of them."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    slug = models.SlugField(max_length=60)
    names = models.JSONField(default=dict)
    services = models.JSONField(default=list)
    languages = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="team_once", fields=["organisation", "slug"])]

    def __str__(self) -> str:
        return self.slug

    def name(self, language: str) -> str:
        """The name in this language, else in any, else the slug."""
        return str(self.names.get(language) or next(iter(self.names.values()), self.slug))


class Membership(models.Model):
    """Somebody belongs to a team, in these roles, until they leave."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, related_name="memberships")
    roles = models.JSONField(default=list)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="member_once", fields=["user", "team"], condition=Q(left_at=None)),
            models.CheckConstraint(
                name="member_leaves_after_joining", condition=Q(left_at=None) | Q(left_at__gte=F("joined_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"


class Substitution(models.Model):
    """Somebody stands in for a colleague of the same organisation: sees their cases, takes their new ones."""

    absent = models.ForeignKey(User, models.PROTECT, related_name="absences")
    substitute = models.ForeignKey(User, models.PROTECT, related_name="substitutions")
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    entered_by = models.CharField(max_length=100)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="substitute_is_another", condition=~Q(absent=F("substitute"))),
            models.CheckConstraint(name="substitution_ends_after_it_begins", condition=Q(until__gt=F("began_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.substitute_id} for {self.absent_id}"


class BrokenGlass(models.Model):
    """Somebody opened what is not theirs, for a reason they gave, for a short time; looked into afterwards."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=120)
    reason = models.TextField()
    at = models.DateTimeField()
    until = models.DateTimeField()
    looked_into_at = models.DateTimeField(null=True)
    looked_into_by = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [models.Index(name="glass_of_user", fields=["user", "subject", "until"])]

    def __str__(self) -> str:
        return self.subject
