"""The private folder in which one copy of the platform keeps its engines."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config.engines.errors import EnginesFailed

SOCKET_PATH_LIMIT = 107  # bytes, sockaddr_un
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class Home:
    """Where things lie; `root` is absolute and free of symbolic links."""

    root: Path

    @property
    def engines(self) -> Path:
        return self.root / "engines"

    @property
    def keys(self) -> Path:
        return self.engines / "keys.json"

    @property
    def valkey(self) -> Path:
        return self.engines / "valkey"

    @property
    def users_lock(self) -> Path:
        """Shared by everybody who uses the engines."""
        return self.engines / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held while somebody looks whether the engines run, and starts them."""
        return self.engines / "start.lock"

    @property
    def supervisor_lock(self) -> Path:
        """Held by the supervisor as long as it lives."""
        return self.engines / "supervisor.lock"

    @property
    def leave_request(self) -> Path:
        """Exists when somebody asks to stop the engines at once, if nobody else uses them."""
        return self.engines / "leave"

    def log(self, name: str) -> Path:
        return self.engines / f"{name}.log"

    @property
    def digest(self) -> str:
        """A short name for this folder, for the places that cannot be inside it."""
        return hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]

    @cached_property
    def sockets(self) -> Path:
        """A 0700 folder with a path short enough for sockets."""
        inside = self.engines / "sockets"
        if fits(inside):
            return private_folder(inside)
        runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
        return private_folder(runtime / f"evenhand-{os.geteuid()}-{self.digest}")


def open_home(root: Path) -> Home:
    """Make the folder if it is missing; raises EnginesFailed if it cannot be ours."""
    home = Home(root.expanduser().resolve())
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        private_folder(home.engines)
    except OSError as problem:
        raise EnginesFailed(f"{home.root} cannot be used as EVENHAND_HOME: {problem.strerror}.") from problem
    return home


def fits(folder: Path) -> bool:
    """Say whether a socket in this folder keeps within the limit of the operating system."""
    return len(os.fsencode(folder)) + LONGEST_SOCKET_NAME <= SOCKET_PATH_LIMIT


def private_folder(folder: Path) -> Path:
    """Make the folder with mode 0700; raises EnginesFailed if it belongs to somebody else."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if found.st_uid != os.geteuid() or folder.is_symlink():
        raise EnginesFailed(f"{folder} belongs to another user: set EVENHAND_HOME to a folder of your own.")
    folder.chmod(0o700)
    return folder
