"""manage.py spots load FILE: the network; accredit EMAIL SPOT NUMBER, withdraw EMAIL SPOT: who helps there."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.people.models import User
from services.spots import accrediting, loading
from services.spots.models import Spot

BY = "installation"


class Command(BaseCommand):
    help = "Load a network of spots from a file; say who may help at a spot"

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("load").add_argument("file", type=Path)
        accredit, withdraw = actions.add_parser("accredit"), actions.add_parser("withdraw")
        for each in (accredit, withdraw):
            each.add_argument("email")
            each.add_argument("spot")
        accredit.add_argument("number")
        accredit.add_argument("--role", choices=accrediting.Role.values, default="clerk")
        accredit.add_argument("--languages", nargs="*", default=[], help="Every one where none is named.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "load":
            self._load(options["file"])
            return
        user, spot = _user(options["email"]), _spot(options["spot"])
        if options["action"] == "withdraw":
            ended = accrediting.withdraw(user, spot, by=BY)
            self.stdout.write(f"{user.name} {'may help there no more' if ended else 'was not accredited there'}.")
            return
        try:
            accrediting.accredit(user, spot, options["role"], options["number"], options["languages"], by=BY)
        except accrediting.NumberTaken:
            raise CommandError(f"Somebody else has the number {options['number']} at {spot.name}.") from None
        self.stdout.write(f"{user.name} may help at {spot.name}.")

    def _load(self, file: Path) -> None:
        try:
            changed = loading.load(file)
        except loading.NotLoaded as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(f"{changed} spots are other than before.")


def _user(email: str) -> User:
    user = User.objects.filter(email=email, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account {email}.")
    return user


def _spot(slug: str) -> Spot:
    spot = Spot.objects.filter(slug=slug).first()
    if spot is None:
        raise CommandError(f"There is no spot {slug}.")
    return spot
