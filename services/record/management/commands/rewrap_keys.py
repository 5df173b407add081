"""Wrap every data key with the current master key, the first of FIELD_KEYS; safe to run twice or to break off."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.record import envelope


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        try:
            while wrapped := envelope.rewrap():
                total += wrapped
        except envelope.Unreadable as lost:
            raise CommandError(f"{total} keys wrapped anew, then: {lost}.") from lost
        self.stdout.write(f"{total} keys wrapped anew with {envelope.current()}.")
