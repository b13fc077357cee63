"""One process beside this one that reads articles, so that reading never holds up what this process answers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from countermove.coding.pipeline import Pipeline
from countermove.intake.problem import Problem
from countermove.scale.local import read_articles
from countermove.schema import Article, Reading

_LAST_SECONDS = 5.0


class ReadingWorker:
    """Reads articles in a process of its own, which is started when it is needed and again where it died.

    Args:
        niceness: how much the process stands back behind others, 0 to 19 (``nice``; not on Windows).
    """

    def __init__(self, niceness: int = 5) -> None:
        self._niceness = niceness
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Have the process start and load what it needs; it isn't waited for."""
        with self._lock:
            self._connected()

    def read(self, items: Iterable[Article | Problem]) -> Iterator[Reading | Problem]:
        """A reading or a problem for each item, in order; problems pass through. From any thread, one at a time.

        An article at which the process dies is read once more in a new one; then it is a problem.
        """
        for item in items:
            yield item if isinstance(item, Problem) else self._read(item)

    def close(self) -> None:
        """End the process; what is being read is finished first."""
        with self._lock:
            self._end()

    def _read(self, article: Article) -> Reading | Problem:
        with self._lock:
            for _ in range(2):
                try:
                    connection = self._connected()
                    connection.send(article)
                    result: bytes | Problem = connection.recv()
                except (EOFError, OSError):
                    self._end()
                    continue
                return result if isinstance(result, Problem) else Reading.from_json(result)
        return Problem(article.id, "could not be read: the process that reads died (out of memory?)")

    def _connected(self) -> Connection:
        if self._connection is None:
            # Spawned, not forked: a fork would copy the threads' locks of the numeric libraries in any state.
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=read_until_closed, args=(theirs, self._niceness), daemon=True)
            self._process.start()
            theirs.close()
        return self._connection

    def _end(self) -> None:
        if self._connection is not None and self._process is not None:
            self._connection.close()
            self._process.terminate()  # it may still be loading
            self._process.join(_LAST_SECONDS)
        self._connection = self._process = None


def read_until_closed(connection: Connection, niceness: int) -> None:
    """The process: read what comes, until the other end is closed, which it also is when its process is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the one that started this ends it in order
    if hasattr(os, "nice"):
        os.nice(niceness)
    pipeline = Pipeline.load()
    while True:
        try:
            article: Article = connection.recv()
            [result] = read_articles([article], pipeline=pipeline)
            connection.send(result if isinstance(result, Problem) else result.to_json())
        except (EOFError, OSError):
            return
