"""A process that writes one event for each line it reads, and says how many seconds that took.

The line is for how long it then leaves the bell alone if nobody hears it.
"""

import sys
import time

import django
from django.db import transaction


def main() -> None:
    from services.record import events  # needs the settings

    for line in sys.stdin:
        events.QUIET = float(line)
        began = time.monotonic()
        with transaction.atomic():
            events.write("at_once", "subject:1", {})
        sys.stdout.write(f"{time.monotonic() - began}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    main()
