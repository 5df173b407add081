"""Prove services: `manage.py parity check PATH…`; what a rule wants: `manage.py parity explain P801`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.parity import checking, rules
from services.parity.checking import Report


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--explain", metavar="RULE", help="Print the page of a rule.")
        actions = parser.add_subparsers(dest="action")
        check = actions.add_parser("check", help="Find what is wrong in these folders; exit status 1 on errors.")
        check.add_argument("paths", nargs="+", type=Path)
        check.add_argument("--format", choices=["text", "json"], default="text")
        explain = actions.add_parser("explain", help="Print the page of a rule.")
        explain.add_argument("rule")

    def handle(self, *args: Any, action: str | None, explain: str | None, **options: Any) -> None:
        if explain or action == "explain":
            self._explain(explain or options["rule"])
        elif action == "check":
            self._check(options["paths"], options["format"])
        else:
            raise CommandError("Say what to do: parity check PATH…, or parity --explain RULE.")

    def _explain(self, rule: str) -> None:
        try:
            self.stdout.write(rules.page(rule.upper()))
        except KeyError:
            raise CommandError(f"There is no rule {rule}: {', '.join(rules.codes())}.") from None

    def _check(self, paths: list[Path], form: str) -> None:
        reports = [checking.of_folder(path) for path in paths]
        if form == "json":
            self.stdout.write(json.dumps([_as_json(report) for report in reports], ensure_ascii=False, indent=2))
        else:
            self._tell(reports)
        if any(report.errors for report in reports):
            raise SystemExit(1)

    def _tell(self, reports: list[Report]) -> None:
        for report in reports:
            for found in report.found:
                self.stdout.write(str(found))
        errors = sum(len(report.errors) for report in reports)
        others = sum(len(report.found) for report in reports) - errors
        self.stdout.write(f"{len(reports)} checked: {errors} errors, {others} other findings.")


def _as_json(report: Report) -> dict[str, Any]:
    return {"service": report.service, "found": [found.as_json() for found in report.found]}
