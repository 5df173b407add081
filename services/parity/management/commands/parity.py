"""Prove services: `manage.py parity check PATH…`; what a rule wants: `manage.py parity explain P801`."""

import json
from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.parity import checking, exceptions, rules
from services.parity.checking import Report
from services.parity.models import ParityException
from services.record import clock


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
        ask = actions.add_parser("except", help="Ask for an exception, which somebody else then approves.")
        ask.add_argument("service")
        ask.add_argument("rule")
        ask.add_argument("--about", default="", help="Where, as a finding says it; by default anywhere in the service.")
        ask.add_argument("--days", type=int, required=True)
        ask.add_argument("--law", required=True, help="The legal basis.")
        ask.add_argument("--reason", nargs="+", required=True, metavar="LANGUAGE=TEXT", help="For everybody to read.")
        approve = actions.add_parser("approve", help="Publish an exception that somebody else asked for.")
        approve.add_argument("number", type=int)
        for action in (ask, approve):
            action.add_argument("--by", required=True, help="Who does it, for the ledger.")

    def handle(self, *args: Any, action: str | None, explain: str | None, **options: Any) -> None:
        if explain or action == "explain":
            self._explain(explain or options["rule"])
        elif action == "check":
            self._check(options["paths"], options["format"])
        elif action in ("except", "approve"):
            self._excepted(action, options)
        else:
            raise CommandError("Say what to do: parity check PATH…, or parity --explain RULE.")

    def _explain(self, rule: str) -> None:
        try:
            self.stdout.write(rules.page(rule.upper()))
        except KeyError:
            raise CommandError(f"There is no rule {rule}: {', '.join(rules.codes())}.") from None

    def _excepted(self, action: str, options: dict[str, Any]) -> None:
        try:
            made = _asked_for(options) if action == "except" else _approved(options)
        except exceptions.NotAllowed as wrong:
            raise CommandError(str(wrong)) from None
        except ParityException.DoesNotExist:
            raise CommandError(f"There is no exception {options['number']}.") from None
        state = "in force" if made.approved_at else "waits for somebody else to approve it"
        self.stdout.write(f"Exception {made.pk} for {made.service}, {made.rule}: {state}.")

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


def _asked_for(options: dict[str, Any]) -> ParityException:
    return exceptions.ask(
        options["service"], options["rule"], about=options["about"], legal_basis=options["law"], by=options["by"],
        reason=dict(each.split("=", 1) for each in options["reason"] if "=" in each),
        until=clock.now() + timedelta(options["days"]),
    )  # fmt: skip


def _approved(options: dict[str, Any]) -> ParityException:
    return exceptions.approve(options["number"], by=options["by"])


def _as_json(report: Report) -> dict[str, Any]:
    return {"service": report.service, "found": [found.as_json() for found in report.found]}
