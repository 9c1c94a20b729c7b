"""Worker processes that read files beside the build: each bounded in time, replaced when it dies."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

from kg.errors import Damaged, ReaderDied, TooSlow, UnreadableSource

WORKERS = 2
SECONDS = 120
SECONDS_A_SCAN = 90
MOST_SECONDS = 7200
_PACKAGE = Path(__file__).parents[2]
# -P: a folder of documents is no place to import from.
COMMAND = (sys.executable, "-P", "-m", "kg.documents.worker")


class Worker:
    """One process, started when it is needed first."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._command = command
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._rest = b""
        self._closed = False

    def ask(self, job: dict[str, Any]) -> dict[str, Any]:
        """What the worker answers; ``TooSlow``, ``ReaderDied``, or the refusal that it answers with."""
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            self.stop()
            raise ReaderDied() from error
        limit = self._seconds
        start = monotonic()
        while True:
            told = self._line(start + limit, limit)
            if "working" not in told:
                return _checked(told)
            limit = min(MOST_SECONDS, limit + SECONDS_A_SCAN * int(told["working"]))

    def stop(self) -> None:
        """End the process and whatever it started."""
        process, self._process, self._rest = self._process, None, b""
        if process is None:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                _close(stream)
        process.wait()

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        self.stop()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise ReaderDied()
        if self._process is None or self._process.poll() is not None:
            self.stop()
            known = os.pathsep.join(p for p in (str(_PACKAGE), os.environ.get("PYTHONPATH", "")) if p)
            self._process = subprocess.Popen(
                list(self._command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": known},
            )
        return self._process

    def _line(self, deadline: float, limit: float) -> dict[str, Any]:
        process = self._process
        assert process is not None and process.stdout is not None
        parts = [self._rest]
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in parts[-1]:
                if not ready.select(max(0.0, deadline - monotonic())):
                    self.stop()
                    raise TooSlow(seconds=round(limit))
                chunk = os.read(process.stdout.fileno(), 1 << 20)
                if not chunk:
                    self.stop()
                    raise ReaderDied()
                parts.append(chunk)
        line, _, self._rest = b"".join(parts).partition(b"\n")
        try:
            told = json.loads(line)
        except ValueError as error:
            self.stop()
            raise ReaderDied() from error
        return told if isinstance(told, dict) else {}


def _close(stream: Any) -> None:
    with suppress(OSError):
        stream.close()


def _checked(told: dict[str, Any]) -> dict[str, Any]:
    if "error" not in told:
        return told
    known: dict[str, type[UnreadableSource]] = {c.key: c for c in UnreadableSource.__subclasses__()}
    raise known.get(told["error"], Damaged)(**told.get("data", {}))


class Pool:
    """Workers that answer jobs side by side; none is started before the first job."""

    def __init__(self, workers: int = WORKERS, command: Sequence[str] = COMMAND, seconds: float = SECONDS) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._own = threading.local()
        self._workers: list[Worker] = []
        self._command = command
        self._seconds = seconds

    def submit(self, job: dict[str, Any]) -> Future[dict[str, Any]]:
        """The answer to come; its ``result()`` raises the refusal."""
        return self._threads.submit(self._ask, job)

    def close(self) -> None:
        """Stop all, whatever they are doing."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._workers):
            worker.close()

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        worker = getattr(self._own, "worker", None)
        if worker is None:
            worker = self._own.worker = Worker(self._command, self._seconds)
            self._workers.append(worker)
        return worker.ask(job)
