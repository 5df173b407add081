"""Looking for viruses: a scanner is a callable chosen by settings.DOCUMENT_SCANNER."""

import socket
import struct
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

SECONDS = 20
CHUNK = 64 * 1024


class Infected(Exception):
    """Something was found in the file."""


class NotScanned(Exception):
    """The scanner cannot be asked now."""


def scan(content: bytes) -> str:
    """The name of the scanner that found nothing; raises Infected, NotScanned."""
    scanner: Callable[[bytes], None] = import_string(settings.DOCUMENT_SCANNER)
    scanner(content)
    return scanner.__name__


def none(content: bytes) -> None:
    """No scanner: said so in every document's row."""


def clamd(content: bytes) -> None:
    """ClamAV over its INSTREAM command (clamd(8)), at settings.CLAMD_ADDRESS, "host:port"."""
    host, _, port = settings.CLAMD_ADDRESS.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), SECONDS) as connection:
            reply = _asked(connection, content)
    except OSError:
        raise NotScanned from None
    if reply.endswith(b"FOUND"):
        raise Infected
    if not reply.endswith(b"OK"):
        raise NotScanned


def _asked(connection: socket.socket, content: bytes) -> bytes:
    connection.settimeout(SECONDS)
    connection.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        connection.sendall(struct.pack("!L", len(chunk)) + chunk)
    connection.sendall(struct.pack("!L", 0))
    return b"".join(iter(lambda: connection.recv(4096), b"")).rstrip(b"\0\n")
