"""One process beside this one that reads articles, so that reading never holds up what this process answers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait

from countermove.intake.problem import Problem
from countermove.ontology.lexicon import NO_ADDITIONS
from countermove.scale import local
from countermove.schema import Article, Reading


class ReadingWorker:
    """Reads articles in a process of its own, which is started when it is needed and again where it died.

    Args:
        niceness: how much the process stands back behind others, 0 to 19 (``nice``; not on Windows).
    """

    def __init__(self, niceness: int = 5) -> None:
        self._niceness = niceness
        self._lock = threading.Lock()
        self._executor: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Have the process start and load what it needs; it isn't waited for."""
        self._submit([])

    def read(self, items: Iterable[Article | Problem]) -> Iterator[Reading | Problem]:
        """A reading or a problem for each item, in order; problems pass through. From any thread.

        An article at which the process dies is read once more in a new one; then it is a problem.
        """
        for item in items:
            yield item if isinstance(item, Problem) else self._read(item)

    def close(self) -> None:
        """End; what is being read is finished."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, cancel_futures=True)

    def _read(self, article: Article) -> Reading | Problem:
        for _ in range(2):
            with suppress(BrokenProcessPool):
                result = self._submit([article]).result()[0]
                return result if isinstance(result, Problem) else Reading.from_json(result)
        return Problem(article.id, "could not be read: the worker process died (out of memory?)")

    def _submit(self, chunk: list[Article | Problem]) -> Future[list[local.Result]]:
        with self._lock:
            if self._executor is not None:
                with suppress(BrokenProcessPool):
                    return self._executor.submit(local.read_chunk, chunk)
            # Spawned, not forked: a fork would copy the threads' locks of the numeric libraries in any state.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(1, mp_context=context, initializer=_start, initargs=(self._niceness,))
            return self._executor.submit(local.read_chunk, chunk)


def _start(niceness: int) -> None:
    """Get ready inside the process, which ends with the one that started it, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to both; the one that started this ends it in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(niceness)
    local.start_worker(NO_ADDITIONS)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
