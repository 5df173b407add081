"""The roll-ups of the last days, in the database this process is told of; says how long one night took."""

from __future__ import annotations

import sys
import time
from datetime import timedelta

import django
from django.conf import settings

DAYS = 35


def main() -> None:
    django.setup()
    from services.casework import figures
    from services.record import clock

    today = clock.today(settings.AUTHORITY_TIME_ZONE)
    for back in range(1, DAYS):
        figures.roll_up_day(today - timedelta(back))
    began = time.monotonic()
    figures.roll_up()
    sys.stdout.write(f"the roll-up of a night: {time.monotonic() - began:.2f} s\n")


if __name__ == "__main__":
    main()
