"""The strings of the pages in their languages: `python -m services.look.words update` collects, `compile` prepares.

Babel reads Python and Jinja alike; Django's own `makemessages` misses what stands inside the calls of macros.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "services/look", "services/spots", "services/office", "services/api", "channels_web", "channels_phone",
    "citizen_spots",
)  # fmt: skip
LANGUAGES = ("vi", "pt")  # the strings themselves are English
METHODS = [("**.py", "python"), ("**/jinja2/**.html", "jinja2")]
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "gettext_lazy": None, "ngettext": (1, 2)}
OPTIONS = {"**/jinja2/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}


def main(action: str) -> None:
    for room in ROOMS:
        for language in LANGUAGES:
            if action == "update":
                update(ROOT / room, language)
            compile_words(ROOT / room, language)


def update(room: Path, language: str) -> None:
    """Add what the room says now to its catalogue, and drop what it no longer says."""
    catalogue = read(room, language)
    catalogue.update(collected(room), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path = _po(room, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    out = BytesIO()
    write_po(out, catalogue, width=110, omit_header=True, sort_output=True, no_location=True)
    # a header without dates and names of people: the same words give the same file
    head = HEADER.format(language=language, plurals=catalogue.plural_forms)
    path.write_bytes(head.encode() + out.getvalue())


def compile_words(room: Path, language: str) -> None:
    """Beside the catalogue, unless it is there and newer."""
    path = _po(room, language)
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return
    with compiled.open("wb") as file:
        write_mo(file, read(room, language))


def collected(room: Path) -> Catalog:
    """Every string of this room's pages and code."""
    catalogue = Catalog()
    found = extract_from_dir(str(room), METHODS, OPTIONS, KEYWORDS)
    for _, _, message, _, _ in found:
        catalogue.add(message)
    return catalogue


def read(room: Path, language: str) -> Catalog:
    """What is translated by now; an empty catalogue where there is none."""
    path = _po(room, language)
    if not path.exists():
        return Catalog(locale=language, project="Evenhand", version="", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _po(room: Path, language: str) -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "compile")
