"""`make bench`: real engines, a server of one process; each figure beside the thing it is compared with, as a ratio."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.bench import definitions


def main() -> None:
    definitions.main()
    with tempfile.TemporaryDirectory(prefix="evenhand-bench-") as folder:
        os.environ |= {
            "EVENHAND_HOME": folder,
            "EVENHAND_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        }
        from config.engines import manager
        from config.environment import prepare

        prepare()
        try:
            _furnish()
            _measure(Path(folder))
        finally:
            manager.leave(Path(folder))


def _furnish() -> None:
    import django

    django.setup()
    from config.furnishing import furnish

    furnish()


def _measure(folder: Path) -> None:
    from tests.bench import cases, telephone, turns
    from tests.bench.serving import Visitor, server

    with server(folder) as (port, processes):
        turns.measure(Visitor(port), processes[0])
    with server(folder, "telephone", workers=2) as (port, processes):
        telephone.measure(port, processes)
    cases.measure(folder, int(os.environ.get("CASES", cases.MANY)))


if __name__ == "__main__":
    main()
