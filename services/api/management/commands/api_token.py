"""Tokens of the API: create one for a system of an organisation, revoke it, list them."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from services.api import systems
from services.api.models import System
from services.api.scopes import SCOPES
from services.catalogue.models import Organisation


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="A new system; its token is printed once.")
        create.add_argument("organisation", help="The slug of the organisation it belongs to.")
        create.add_argument("name", help="What it is, for people who read who did something.")
        create.add_argument("--scope", action="append", required=True, choices=sorted(SCOPES), dest="scopes")
        revoke = actions.add_parser("revoke", help="Its token opens nothing any more.")
        revoke.add_argument("system", type=UUID, help="Its id, as the list shows it.")
        actions.add_parser("list", help="Every system, with what it may do and when it was last used.")
        for action in (create, revoke):
            action.add_argument("--by", default="command line", help="Who does it, for the ledger.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        act = getattr(self, f"_{action}")
        act(**{key: value for key, value in options.items() if key in act.__annotations__})

    def _create(self, organisation: str, name: str, scopes: list[str], by: str) -> None:
        found = Organisation.objects.filter(slug=organisation).first()
        if found is None:
            raise CommandError(f"There is no organisation {organisation}.")
        system, token = systems.create(found, name, scopes, by=by)
        self.stdout.write(f"{system.pk}  {system.name}\nIts token, shown this once: {token}")

    def _revoke(self, system: UUID, by: str) -> None:
        if not systems.revoke(system, by=by):
            raise CommandError("There is no such system, or it was revoked before.")
        self.stdout.write("Revoked.")

    def _list(self) -> None:
        for system in System.objects.select_related("organisation").order_by("created_at"):
            state = "revoked" if system.revoked_at else f"last used {system.last_used_on or 'never'}"
            scopes = " ".join(system.scopes)
            self.stdout.write(f"{system.pk}  {system.organisation.slug}  {system.name}  {scopes}  {state}")
