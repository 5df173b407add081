"""Read the ledger through: `manage.py ledger verify`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.record import ledger
from services.record.models import Entry


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        verify = actions.add_parser("verify", help="Check every chain; name the first broken row.")
        verify.add_argument("subject", nargs="?", default="", help="One chain only.")

    def handle(self, *args: Any, subject: str, **options: Any) -> None:
        broken = next(ledger.verify(subject), None)
        if broken:
            raise CommandError(f"Broken at {broken}")
        entries = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
        self.stdout.write(f"{entries.count()} entries, every chain whole.")
