"""Read the ledger through: `manage.py ledger verify`."""

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.record import ledger
from services.record.models import Entry

MOST = 20  # broken chains named


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        verify = actions.add_parser("verify", help="Check every chain; name the first broken row of each broken one.")
        verify.add_argument("subject", nargs="?", default="", help="One chain only.")

    def handle(self, *args: Any, subject: str, **options: Any) -> None:
        broken = list(islice(ledger.verify(subject), MOST))
        if broken:
            raise CommandError("\n".join(f"Broken at {found}" for found in broken))
        entries = Entry.objects.filter(subject=subject) if subject else Entry.objects.all()
        self.stdout.write(f"{entries.count()} entries, every chain whole.")
