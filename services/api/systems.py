"""Systems: given a token and an account, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction

from services.api import scopes as known
from services.api import tokens
from services.api.models import System
from services.casework.handling.taking import release_all
from services.catalogue.models import Organisation
from services.people import staffing
from services.people.models import Team, User
from services.record import clock, envelope, ledger

TEAM = "systems"
NO_SERVICE = ["-"]
"""No slug is a dash alone: cases are never routed to the team of the systems."""


@transaction.atomic
def create(organisation: Organisation, name: str, scopes: Iterable[str], *, by: str) -> tuple[System, str]:
    """A system and its token, to be shown once; raises NoSuchScope."""
    wanted, token, pk = known.checked(scopes), tokens.new(), uuid4()
    system = System.objects.create(
        id=pk,
        organisation=organisation,
        name=name,
        scopes=wanted,
        token_hash=tokens.hash_of(token),
        user=_account(pk, name, organisation, wanted),
        key=envelope.new_key(),
    )
    data = {"organisation": organisation.slug, "scopes": wanted}
    ledger.append(system.keyed_by, "system.created", data, actor=by)
    return system, token


@transaction.atomic
def revoke(system_id: UUID, *, by: str) -> bool:
    """Its token opens nothing any more, and what it had in hand is free; False where it was revoked before."""
    if not System.objects.filter(pk=system_id, revoked_at=None).update(revoked_at=clock.now()):
        return False
    system = System.objects.select_related("user", "key").get(pk=system_id)
    system.user.is_active = False
    system.user.save(update_fields=["is_active"])
    release_all(system.user, by=by)
    ledger.append(system.keyed_by, "system.revoked", {}, actor=by)
    return True


def _account(pk: UUID, name: str, organisation: Organisation, scopes: list[str]) -> User:
    """An account nobody can sign in with; it belongs to the organisation only if it may see cases."""
    user = User.objects.create_user(f"{pk}@systems.invalid", name)
    if any(scope in known.STAFF for scope in scopes):
        team, _ = Team.objects.get_or_create(
            organisation=organisation, slug=TEAM, defaults={"names": {"en": "Systems"}, "services": NO_SERVICE}
        )
        staffing.join(user, team, known.roles_of(scopes), by=None)
    return user
