"""The one process that has the record open: one writer at a time, many readers, nothing on the event loop.

Readers have cursors of their own, in transactions that only read: every answer is made from one state of the record
(DuckDB keeps versions, https://duckdb.org/docs/stable/connect/concurrency). Whoever writes holds a lock.
"""

from __future__ import annotations

import asyncio
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from countermove import __version__
from countermove.record.record import RecordFile
from countermove.server.errors import BusyError, TooSlowError
from countermove.server.settings import ServerSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Result = TypeVar("Result")
_REMEMBERED = 10_000
"""Changes whose time is remembered."""


class RecordOwner:
    """One open record, shared by all who ask.

    Args:
        file: the record, open for writing.
        settings: how many read at once, how many may wait, how long one may take.

    ``importing`` is held by who imports datasets: they go in beside articles, but one after the other.
    """

    def __init__(self, file: RecordFile, settings: ServerSettings) -> None:
        self.file, self.settings = file, settings
        self._readers = ThreadPoolExecutor(settings.readers, "reader")
        self._writer = ThreadPoolExecutor(1, "writer")
        self._writing = threading.RLock()
        self.importing = threading.Lock()
        self._cursors = file.connection.cursor()  # never asked itself: it makes the others
        self._cursors_lock, self._counting = threading.Lock(), threading.Lock()
        self._waiting = 0
        self._changes = 0
        self._hard_changes = 0
        self._changed_at: deque[float] = deque(maxlen=_REMEMBERED)
        self._start = self._state_of_file()
        with suppress(Exception):  # another part of this process may have locked the settings
            # Nothing that is asked, not even by a mistake of ours, reads or writes another file.
            file.connection.execute("set enable_external_access = false")
        threads = settings.database_threads or min(file.settings.threads, max(1, (os.cpu_count() or 2) - 1))
        with suppress(Exception):
            file.connection.execute(f"set threads = {int(threads)}")

    @property
    def state(self) -> str:
        """A word that differs whenever the record does."""
        return f"{self._start}-{self._changes}"

    @property
    def decided(self) -> int:
        """How often something was changed after which older answers must not be shown."""
        return self._hard_changes

    def changed(self, *, hard: bool = False) -> None:
        """Say that the record isn't what it was; ``hard``: older answers must not be shown any more."""
        with self._counting:
            self._changes += 1
            self._hard_changes += hard
            self._changed_at.append(time.monotonic())

    @property
    def changes(self) -> int:
        """How often the record was changed."""
        return self._changes

    def behind(self, changes: int) -> float:
        """For how many seconds what was seen after so many changes hasn't been the latest; 0: it still is."""
        with self._counting:
            missed = self._changes - changes
            if missed <= 0:
                return 0.0
            if missed > len(self._changed_at):
                return math.inf
            return time.monotonic() - self._changed_at[-missed]

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """A connection that sees one state of the record and can't change it; in any thread."""
        with self._cursors_lock:
            cursor = self._cursors.cursor()
        try:
            cursor.execute("begin transaction read only")
            yield cursor
        finally:
            with suppress(Exception):  # where the transaction failed there is nothing to end
                cursor.execute("rollback")
            cursor.close()

    @contextmanager
    def writing(self, *, hard: bool = False) -> Iterator[RecordFile]:
        """The record for a change, nobody else's at the same time; in any thread."""
        with self._writing:
            try:
                yield self.file
            finally:
                self.changed(hard=hard)

    def new_cursor(self) -> DuckDBPyConnection:
        """A connection of one's own; whoever takes it must not hold transactions open."""
        with self._cursors_lock:
            return self._cursors.cursor()

    async def read(self, look: Callable[[DuckDBPyConnection], Result], seconds: float | None = None) -> Result:
        """What a function finds in the record.

        Raises:
            BusyError: too many wait already.
            TooSlowError: it takes longer than ``seconds`` (by default the setting).
        """
        import duckdb

        if self._waiting >= self.settings.waiting:
            raise BusyError("too many requests are waiting; try again in a second")
        loop = asyncio.get_running_loop()
        limit = seconds or self.settings.query_seconds
        late = False
        open_cursor: list[DuckDBPyConnection] = []

        def stop() -> None:
            nonlocal late
            late = True
            if open_cursor:
                open_cursor[0].interrupt()

        def work() -> Result:
            with self.reading() as cursor:
                open_cursor.append(cursor)
                loop.call_soon_threadsafe(start_clock)
                try:
                    return look(cursor)
                finally:
                    open_cursor.clear()

        timer: list[asyncio.TimerHandle] = []

        def start_clock() -> None:
            if open_cursor:
                timer.append(loop.call_later(limit, stop))

        self._waiting += 1
        try:
            return await loop.run_in_executor(self._readers, work)
        except (duckdb.InterruptException, RuntimeError) as error:
            if late:
                raise TooSlowError(limit) from error
            raise
        finally:
            self._waiting -= 1
            for handle in timer:
                handle.cancel()

    async def write(self, change: Callable[[RecordFile], Result], *, hard: bool = False) -> Result:
        """What a function that changes the record gives; changes come one after the other.

        Raises:
            RecordError: the record can't be written.
        """
        import duckdb

        from countermove.record.connection import file_error

        def work() -> Result:
            with self.writing(hard=hard) as file:
                return change(file)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, work)
        except duckdb.Error as error:
            raise file_error(self.file.path, error) from error

    def close(self) -> None:
        """End: whoever reads is interrupted, what is being written is finished."""
        from countermove.record.connection import close_when_idle

        self._readers.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True, cancel_futures=True)
        close_when_idle(self._cursors)

    def _state_of_file(self) -> str:
        """What the file was like when it was opened, for a server that is started again."""
        row = self.file.connection.execute(
            "select (select max(article_no) from articles), (select max(event_no) from events), "
            "(select max(decision_no) from decisions), (select max(added_at) from articles), "
            "(select max(applied_at) from record_versions), (select max(imported_at) from history_files)"
        ).fetchone()
        modified = self.file.path.stat().st_mtime_ns if self.file.path.exists() else 0
        return blake2b(repr((__version__, row, modified)).encode(), digest_size=6).hexdigest()
