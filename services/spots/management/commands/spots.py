"""manage.py spots load FILE: the network of spots, made or brought up to date."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.spots import loading


class Command(BaseCommand):
    help = "Load a network of spots from a file"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["load"])
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changed = loading.load(options["file"])
        except loading.NotLoaded as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(f"{changed} spots are other than before.")
