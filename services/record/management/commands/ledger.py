"""The ledger: `manage.py ledger verify`, `ledger seal` what moved, `ledger sign` the seal of the day."""

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.record import ledger, publishing, sealed, seals, signed, signing
from services.record.chain import Break
from services.record.models import Entry, Seal, Unsealed

MOST = 20  # broken places named


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        verify = actions.add_parser("verify", help="Check chains, seals and signatures; name what is broken.")
        verify.add_argument("subject", nargs="?", default="", help="One chain only.")
        actions.add_parser("seal", help="Seal what moved, now.")
        actions.add_parser("sign", help="Sign the last seal, if none was signed today, and write its file.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        said = {"verify": self._verify, "seal": self._seal, "sign": self._sign}[action](options)
        self.stdout.write(said)

    def _verify(self, options: dict[str, Any]) -> str:
        subject = options["subject"]
        if broken := list(islice(_broken(subject), MOST)):
            raise CommandError("\n".join(f"Broken at {found}" for found in broken))
        if subject:
            return f"{Entry.objects.filter(subject=subject).count()} entries, the chain whole and as it was sealed."
        counted = f"{Entry.objects.count()} entries under {Seal.objects.count()} seals"
        return f"{counted}, every chain whole; {Unsealed.objects.count()} entries wait for the next seal."

    def _seal(self, options: dict[str, Any]) -> str:
        made = seals.seal()
        return (
            f"Seal {made.number} over {made.count} chains." if made else "Nothing moved, or this minute has its seal."
        )

    def _sign(self, options: dict[str, Any]) -> str:
        last = signing.sign()
        if last is None:
            return "Nothing is sealed yet."
        publishing.lay_out(last)
        return f"Seal {last.seal_id} is signed for {last.day}, with {last.key}."


def _broken(subject: str) -> Iterator[Break | str]:
    yield from chain(ledger.verify(subject), sealed.broken(subject))
    if not subject:
        yield from chain(signed.broken(), publishing.broken())
