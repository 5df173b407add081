"""One engine: a foreground process that is provably ours, whoever started it."""

import subprocess
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from config.engines.errors import EnginesFailed
from config.engines.waiting import wait_until

START_SECONDS = 60
STOP_SECONDS = 20
LONGEST_LOG = 1_000_000  # bytes; a longer one is begun anew


class Server(ABC):
    """A server that stands in its own folder: that is how its processes are known to be ours."""

    executable: str
    folder: Path
    log: Path
    process: psutil.Process | None = None

    @abstractmethod
    def prepare(self) -> None:
        """Make whatever must exist before the server can start; safe to repeat."""

    @abstractmethod
    def command(self) -> list[str]:
        """The foreground command."""

    @abstractmethod
    def answers(self) -> bool:
        """True if a real connection gets a real answer."""

    def settle(self) -> None:
        """Complete what can only be done on a running server; safe to repeat. By default there is nothing."""
        return

    def ask_to_stop(self, process: psutil.Process) -> None:
        process.terminate()

    def spawn_options(self) -> dict[str, Any]:
        return {}

    def ensure(self) -> None:
        """Take over what runs and answers, or start afresh; raises EnginesFailed."""
        running = self.main_process()
        if running is not None and wait_until(self.answers, 2):
            self.process = running
        else:
            self.clear()
            self.start()
        self.settle()

    def start(self) -> None:
        """Start and wait for the first answer; raises EnginesFailed with the log's last line."""
        self.prepare()
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.unlink()
        with self.log.open("ab") as log:
            child = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, **self.spawn_options(),
            )  # fmt: skip
        self.process = psutil.Process(child.pid)
        # The process is waited for through psutil, which also knows those we did not start.
        child.returncode = 0
        if not wait_until(lambda: self.answers() or self.gone(), START_SECONDS) or self.gone():
            raise EnginesFailed(f"{self.executable} did not start: {self._last_words()} (see {self.log})")

    def gone(self) -> bool:
        """True if the process has ended, however it did."""
        return self.process is None or ended(self.process, 0)

    def stop(self) -> None:
        """Stop it and wait for its end."""
        if self.process is not None and not self.gone():
            self.ask_to_stop(self.process)
            if not ended(self.process, STOP_SECONDS):
                self.process.kill()
                ended(self.process, STOP_SECONDS)
        self.process = None
        self.clear()

    def clear(self) -> None:
        """End every process left over from an earlier start in this folder."""
        for how in (psutil.Process.terminate, psutil.Process.kill):
            if end_all(self.ours(), how):
                return
        raise EnginesFailed(f"Processes of {self.executable} in {self.folder} do not end.")

    def ours(self) -> list[psutil.Process]:
        """The running processes of this engine whose working folder is our data folder."""
        found = psutil.process_iter(["name", "cwd"])
        return [
            process
            for process in found
            if process.info["cwd"] == str(self.folder) and process.info["name"] == self.executable
        ]

    def main_process(self) -> psutil.Process | None:
        """The one of our processes that is no other's child."""
        ours = self.ours()
        ids = {process.pid for process in ours}
        return next((process for process in ours if process.ppid() not in ids), None)

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").split("\n") if self.log.exists() else []
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def ended(process: psutil.Process, seconds: float) -> bool:
    """Wait up to `seconds` for the process to end."""
    return wait_until(lambda: _over(process), seconds)


def _over(process: psutil.Process) -> bool:
    """True once it does nothing more; one that we did not start stays listed until its parent notices."""
    try:
        process.wait(timeout=0)
    except psutil.TimeoutExpired:
        return not process.is_running() or _is_zombie(process)
    return True


def _is_zombie(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def end_all(processes: list[psutil.Process], how: Callable[[psutil.Process], None]) -> bool:
    """Signal them all and say whether they all ended."""
    for process in processes:
        try:
            how(process)
        except psutil.NoSuchProcess:
            continue
    return all(ended(process, STOP_SECONDS) for process in processes)
