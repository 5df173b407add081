#!/usr/bin/env python
"""The command line of the platform."""

import os
import sys

DEMONSTRATION = ("demo", "tour")

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in DEMONSTRATION:
        os.environ.setdefault("EVENHAND_MODE", "demo")
    from config.environment import prepare

    # the demonstration reads in its code while the engines start, and waits for them itself
    prepare(wait=sys.argv[1:2] != ["demo"])
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as missing:
        sys.exit(f"{missing} (docs/operations.md lists the settings.)")
