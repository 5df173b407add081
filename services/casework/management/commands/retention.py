"""How long files are kept: `manage.py retention plan [day]` shows what is due, `retention run` does it now."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from services.casework.retention import keeping


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        plan = actions.add_parser("plan", help="What would be archived and destroyed; nothing happens.")
        plan.add_argument("day", nargs="?", type=date.fromisoformat, help="On this day, for example 2030-01-01.")
        actions.add_parser("run", help="Archive and destroy what is due today.")

    def handle(self, *args: Any, action: str, day: date | None = None, **options: Any) -> None:
        if action == "run":
            self.stdout.write(f"{keeping.archive_due()} archived, {keeping.destroy_due()} destroyed.")
            return
        planned = list(keeping.plan(day))
        for each in planned:
            self.stdout.write(f"{each.what:8} {each.files:6} {each.case_type} {each.result} closed in {each.closed_in}")
        if not planned:
            self.stdout.write("Nothing is due.")
