"""Services: publish, try out, stop and take back; show one as a person reads it, or what changes between two."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.catalogue import certifying, publishing, queries, stopping, trying
from services.catalogue.gates import Refused
from services.catalogue.models import PublicService, Version
from services.journeys.definition import Change, Definition, differences, load, read_change, schemas, shown
from services.journeys.problems import Mistakes


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        publish = actions.add_parser("publish", help="Check and prove the services in these folders, and publish them.")
        publish.add_argument("paths", nargs="+", type=Path)
        attempt = actions.add_parser("try", help="Put a service up for who is given the printed link, to no effect.")
        attempt.add_argument("path", type=Path)
        show = actions.add_parser("show", help="Print a definition as a person reads it.")
        show.add_argument("path", help="A folder, or the slug of a service that is live.")
        show.add_argument("--language")
        diff = actions.add_parser("diff", help="Say in words what changes from one service to another.")
        diff.add_argument("before", help="A folder, or the slug of a service that is live.")
        diff.add_argument("after", help="A folder, or the slug of a service that is live.")
        diff.add_argument("--language")
        stop = actions.add_parser("stop", help="Nobody starts or sends it from now on; what was begun is kept.")
        stop.add_argument("slug")
        stop.add_argument("--words", nargs="*", default=[], metavar="LANGUAGE=TEXT", help="Why, for everybody to read.")
        actions.add_parser("go-on", help="Open a stopped service again.").add_argument("slug")
        back = actions.add_parser("back", help="Bring back the rules that were live before.")
        back.add_argument("slug")
        back.add_argument("--change", type=Path, required=True, help="A change.yaml: what becomes of what was begun.")
        actions.add_parser("certify", help="Prove again everything that is live.")
        schema = actions.add_parser("schema", help="Print the JSON Schema of service.yaml, for editors.")
        schema.add_argument("--of", choices=sorted(schemas.KINDS), default="service")
        for action in (publish, attempt, stop, actions.choices["go-on"], back, actions.choices["certify"]):
            action.add_argument("--by", default="command line", help="Who does it, for the ledger.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        act: Callable[..., None] = getattr(self, f"_{action.replace('-', '_')}")
        try:
            act(**{key: value for key, value in options.items() if key in act.__annotations__})
        except Refused as refused:
            raise CommandError(str(refused)) from None
        except Mistakes as mistakes:
            raise CommandError(str(mistakes)) from None
        except (PublicService.DoesNotExist, Version.DoesNotExist):
            raise CommandError("No service of that name is live.") from None

    def _publish(self, paths: list[Path], by: str) -> None:
        for definition in [load(path) for path in paths]:
            version = publishing.publish(definition, by=by)
            self.stdout.write(f"{definition.service} is live: {version.rules_hash[:12]}")

    def _try(self, path: Path, by: str) -> None:
        version = publishing.try_out(load(path), by=by)
        self.stdout.write(f"For {trying.DAYS} days: {trying.link(version)}")

    def _show(self, path: str, language: str | None) -> None:
        definition = _named(path)
        self.stdout.write(shown(definition, _spoken(definition, language)))

    def _diff(self, before: str, after: str, language: str | None) -> None:
        old, new = _named(before), _named(after)
        told = list(differences(old, new, _spoken(new, language)))
        self.stdout.write("\n".join(told or ["Nothing changes."]))

    def _stop(self, slug: str, words: list[str], by: str) -> None:
        said = dict(each.split("=", 1) for each in words if "=" in each)
        stopping.stop(slug, by=by, words=said)
        self.stdout.write(f"{slug} is stopped.")

    def _go_on(self, slug: str, by: str) -> None:
        self.stdout.write(f"{slug} is open again." if stopping.go_on(slug, by=by) else f"{slug} was not stopped.")

    def _back(self, slug: str, change: Path, by: str) -> None:
        version = publishing.take_back(slug, by=by, change=_change(change))
        self.stdout.write(f"{slug} is back to {version.rules_hash[:12]}")

    def _certify(self, by: str) -> None:
        for version, certificate in certifying.certify_all(by=by):
            said = "passed" if certificate.passed else "did not pass; what it had stands"
            self.stdout.write(f"{version.service.slug} {version.rules_hash[:12]} {said}")
        if not certifying.validate():
            raise CommandError("A published version has no certificate yet: mend it, or publish an exception.")

    def _schema(self, of: str) -> None:
        self.stdout.write(json.dumps(schemas.of(of), indent=2, ensure_ascii=False))


def _named(path: str) -> Definition:
    """From a folder, or live under this slug; CommandError where there is neither."""
    if Path(path).exists():
        return load(Path(path))
    try:
        return queries.definition(path)
    except (PublicService.DoesNotExist, Version.DoesNotExist):
        raise CommandError(f"There is no folder {path}, and no service of that name is live.") from None


def _spoken(definition: Definition, language: str | None) -> str:
    spoken = language or next(iter(definition.words))
    if spoken not in definition.words:
        raise CommandError(f"{definition.service} speaks {', '.join(definition.words)}.")
    return spoken


def _change(path: Path) -> Change:
    try:
        return read_change(str(path), path.read_bytes())
    except OSError:
        raise CommandError(f"There is no {path} that can be read.") from None
