"""Play the story so far in the terminal, through the real pages, in seconds."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import tour
from config.engines import manager
from config.environment import home
from config.furnishing import furnish


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        logging.disable(logging.WARNING)  # what is refused on purpose need not be told twice
        furnish()
        began = time.monotonic()
        try:
            for line in tour.story():
                self.stdout.write(f"  ✓ {line}")
        except tour.Astray as astray:
            raise CommandError(str(astray)) from None
        finally:
            manager.leave(home())
        self.stdout.write(f"Told in {time.monotonic() - began:.1f} seconds.")
