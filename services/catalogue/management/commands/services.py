"""Publish services and show them: `manage.py services publish PATH…`, `manage.py services show PATH|SLUG`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.catalogue import publishing, queries
from services.catalogue.gates import Refused
from services.catalogue.models import PublicService, Version
from services.journeys.definition import Definition, load, shown
from services.journeys.problems import Mistakes


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        publish = actions.add_parser("publish", help="Check the services in these folders and publish them.")
        publish.add_argument("paths", nargs="+", type=Path)
        publish.add_argument("--by", default="command line", help="Who publishes, for the ledger.")
        show = actions.add_parser("show", help="Print a definition as a person reads it.")
        show.add_argument("path", help="A folder, or the slug of a service that is live.")
        show.add_argument("--language")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "publish":
            self._publish(options["paths"], options["by"])
        else:
            self._show(options["path"], options["language"])

    def _publish(self, paths: list[Path], by: str) -> None:
        definitions = [_loaded(path) for path in paths]
        for definition in definitions:
            try:
                version = publishing.publish(definition, by=by)
            except Refused as refused:
                raise CommandError(str(refused)) from None
            self.stdout.write(f"{definition.service} is live: {version.rules_hash[:12]}")

    def _show(self, path: str, language: str | None) -> None:
        definition = _loaded(Path(path)) if Path(path).exists() else _live(path)
        spoken = language or next(iter(definition.words))
        if spoken not in definition.words:
            raise CommandError(f"{definition.service} speaks {', '.join(definition.words)}.")
        self.stdout.write(shown(definition, spoken))


def _loaded(path: Path) -> Definition:
    """The definition; CommandError with every mistake, a line each."""
    try:
        return load(path)
    except Mistakes as mistakes:
        raise CommandError(str(mistakes)) from None


def _live(slug: str) -> Definition:
    """The definition that is live; CommandError where there is none."""
    try:
        return queries.definition(slug)
    except (PublicService.DoesNotExist, Version.DoesNotExist):
        raise CommandError(f"There is no folder {slug}, and no service of that name is live.") from None
