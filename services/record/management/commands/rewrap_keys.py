"""Wrap every data key with the current master key, the first of FIELD_KEYS; safe to run twice or to break off."""

from typing import Any

from django.core.management.base import BaseCommand

from services.record import envelope


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        total = 0
        while wrapped := envelope.rewrap():
            total += wrapped
        self.stdout.write(f"{total} keys wrapped anew.")
