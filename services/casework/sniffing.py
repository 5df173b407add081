"""What a file is by its content, and by what name it may be shown."""

import unicodedata
from pathlib import PurePath

import filetype

from services.casework.errors import DocumentRefused

FORMATS = {"pdf": "pdf", "jpg": "jpeg", "jpeg": "jpeg", "png": "png", "heic": "heic", "webp": "webp"}
LONGEST_NAME = 120
MEGABYTE = 1024 * 1024


def checked(name: str, content: bytes, accepts: tuple[str, ...], largest: int) -> str:
    """The media type by content; raises DocumentRefused."""
    if not content:
        raise DocumentRefused("document_empty")
    if len(content) > largest:
        raise DocumentRefused("document_too_large", limit=str(largest // MEGABYTE))
    found = filetype.guess(content)
    kind = FORMATS.get(found.extension) if found else None
    if kind not in accepts:
        raise DocumentRefused("document_kind", accepted=", ".join(form.upper() for form in accepts))
    said = PurePath(name).suffix.lower().removeprefix(".")
    if FORMATS.get(said, kind) != kind:
        raise DocumentRefused("document_name_lies", said=said.upper(), found=str(kind).upper())
    return str(found.mime)


def shown_name(name: str) -> str:
    """The person's own name for the file, without folders and without characters nobody sees."""
    bare = PurePath(name.replace("\\", "/")).name
    seen = "".join(char for char in bare if unicodedata.category(char)[0] != "C").strip()
    return seen[-LONGEST_NAME:] or "document"
