"""The server's side: commands of the same person use the record through the process that holds it.

A door of its own on this machine, apart from HTTP, opened by the secret in the note beside the record. Each command has
a thread, and a transaction that only reads, so that what it shows is one state of the record; changes go through the
same lock as everybody's.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Listener, answer_challenge, deliver_challenge
from typing import TYPE_CHECKING, Any

import msgspec

from countermove.intake.problem import Problem
from countermove.record.curation import Decision
from countermove.record.errors import FilterError, RecordError
from countermove.record.integrity import problems
from countermove.record.record import RecordFile
from countermove.record.statements import refuse_writing
from countermove.schema import Article, Reading
from countermove.server.logs import tell, tell_failure
from countermove.server.owner import RecordOwner
from countermove.server.remote.protocol import CHUNK_ROWS, LARGEST, Ask, Told, pack, unpack
from countermove.server.remote.state_file import ServerNote, remove_note, write_note
from countermove.server.settings import ServerSettings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_GREETING_SECONDS = 5.0


class CommandHost:
    """Lets commands in until it is closed.

    Args:
        owner: the record.
        settings: how many at once, how long a statement may take.
        address: where people see the server.

    Raises:
        OSError: the note beside the record can't be written.
    """

    def __init__(self, owner: RecordOwner, settings: ServerSettings, address: str) -> None:
        self._owner, self._settings = owner, settings
        self._secret = secrets.token_hex(32)
        self._listener = Listener(("127.0.0.1", 0))
        self._closed = False
        self._places = threading.BoundedSemaphore(settings.command_sessions)
        port = self._listener.address[1]
        assert isinstance(port, int)
        write_note(owner.file.path, ServerNote(os.getpid(), address, port, self._secret))
        threading.Thread(target=self._accept, name="commands", daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._closed = True
        remove_note(self._owner.file.path, os.getpid())
        self._listener.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                connection = self._listener.accept()
            except OSError:
                continue
            if self._places.acquire(blocking=False):
                threading.Thread(target=self._talk, args=(connection,), name="command", daemon=True).start()
            else:
                connection.close()

    def _talk(self, connection: Connection) -> None:
        try:
            with connection:
                if not connection.poll(_GREETING_SECONDS):
                    return
                connection.recv_bytes(16)  # the client speaks first, or a stranger would hold a thread
                key = self._secret.encode()
                deliver_challenge(connection, key)
                answer_challenge(connection, key)
                Session(self._owner, self._settings, connection).run()
        except (EOFError, OSError, msgspec.MsgspecError):
            return  # it has gone, or isn't one of ours
        except Exception as error:  # whatever it is, the server goes on
            if type(error).__name__ != "AuthenticationError":
                tell_failure(error)
        finally:
            self._places.release()


class Session:
    """One command: its cursors, and what it asks."""

    def __init__(self, owner: RecordOwner, settings: ServerSettings, connection: Connection) -> None:
        self._owner, self._settings, self._connection = owner, settings, connection
        self._cursors: dict[int, Any] = {}
        self._checked: set[str] = set()

    def run(self) -> None:
        """Answer until the command ends."""
        with self._owner.reading() as base:
            self._base: DuckDBPyConnection = base
            while True:
                ask = msgspec.msgpack.decode(self._connection.recv_bytes(LARGEST), type=Ask)
                if ask.op == "bye":
                    return
                try:
                    told = self._answer(ask)
                except EOFError:
                    raise
                except Exception as error:
                    told = Told(error=_kind(error), message=str(error))
                self._send(told)

    def _send(self, told: Told) -> None:
        try:
            self._connection.send_bytes(msgspec.msgpack.encode(told))
        except OSError as error:
            raise EOFError("the command has gone") from error

    def _answer(self, ask: Ask) -> Told:
        if ask.op in ("execute", "fetch", "arrow", "numpy", "close"):
            return self._query(ask)
        if ask.op == "problems":
            return self._problems(bool(ask.arguments["quick"]))
        if ask.op == "store":
            return self._store(ask.data)
        if ask.op == "import":
            from countermove.server.remote.importing import run_import

            tell("command", op=ask.op)
            told = run_import(self._owner, ask.arguments, self._send)
            self._renew()
            return told
        if ask.op == "feed":
            return self._feed(ask.arguments)
        change = _CHANGES.get(ask.op)
        if change is None:
            raise RecordError(f"the server knows no {ask.op}; is it of another version?")
        tell("command", op=ask.op)
        with self._owner.writing(hard=True) as file:
            found = change(file, ask.arguments)
        self._renew()
        return Told(value=found)

    def _query(self, ask: Ask) -> Told:
        if ask.op == "close":
            self._cursors.pop(ask.cursor, None)
            return Told()
        if ask.op == "fetch":
            return self._rows(ask.cursor, ask.rows)
        if ask.sql not in self._checked:
            refuse_writing(self._base, ask.sql)
            self._checked.add(ask.sql)
        cursor = self._owner_cursor()
        seconds = float(ask.arguments.get("seconds", self._settings.command_seconds))
        timer = threading.Timer(min(seconds, self._settings.command_seconds), cursor.interrupt)
        timer.daemon = True
        timer.start()
        try:
            values = unpack(ask.values) if ask.values else []
            if ask.op == "arrow":
                self._cursors[ask.cursor] = _ArrowParts(cursor, ask.sql, values, ask.rows)
                return Told(data=[self._cursors[ask.cursor].schema])
            cursor.execute(ask.sql, values)
            if ask.op == "numpy":
                return Told(data=[_column(name, values) for name, values in cursor.fetchnumpy().items()])
            self._cursors[ask.cursor] = cursor
            return Told(names=[str(column[0]) for column in cursor.description])
        finally:
            timer.cancel()

    def _owner_cursor(self) -> DuckDBPyConnection:
        """The session's own connection for short answers: one that is still being read gets another one."""
        busy = any(one is self._base for one in self._cursors.values())
        if not busy:
            return self._base
        found = self._base.cursor()
        found.execute("begin transaction read only")
        return found

    def _rows(self, cursor: int, rows: int) -> Told:
        found = self._cursors.get(cursor)
        if isinstance(found, _ArrowParts):
            part = found.next()
            if part is None:
                del self._cursors[cursor]
            return Told(data=[] if part is None else [part], more=part is not None)
        if found is None:
            return Told()
        wanted = min(rows, CHUNK_ROWS) if rows else CHUNK_ROWS
        chunk = found.fetchmany(wanted)
        more = len(chunk) == wanted
        if not more:
            del self._cursors[cursor]
        return Told(rows=[pack(row) for row in chunk], more=more)

    def _store(self, data: list[bytes]) -> Told:
        """Readings that the command made; what became of each."""
        pairs: list[tuple[Article, Reading] | Problem] = []
        for one in data:
            article, reading = msgspec.msgpack.decode(one, type=tuple[bytes, bytes])
            pairs.append((msgspec.json.decode(article, type=Article), Reading.from_json(reading)))
        with self._owner.writing() as file:
            outcomes = list(file.store_readings(pairs))
        self._renew()
        return Told(
            value=[
                {"source": one.source, "reason": one.reason}
                if isinstance(one, Problem)
                else {"name": one.name, "article_id": one.article_id, "known": one.known, "version": one.version}
                for one in outcomes
            ]
        )

    def _feed(self, given: dict[str, Any]) -> Told:
        """What polling has found out; no answer depends on it."""
        from countermove.server.remote.feed_state import write_feed_state

        connection = self._owner.new_cursor()
        try:
            write_feed_state(connection, given)
        finally:
            connection.close()
        self._renew()
        return Told()

    def _problems(self, quick: bool) -> Told:
        """What is wrong with the record; the checks keep notes in tables of their own connection."""
        cursor = self._owner.new_cursor()
        try:
            return Told(value=list(problems(cursor, quick=quick)))
        finally:
            cursor.close()

    def _renew(self) -> None:
        """After a change the command sees what it has changed."""
        with suppress(Exception):
            self._base.execute("rollback")
        self._base.execute("begin transaction read only")


class _ArrowParts:
    """A table in Arrow's stream format, a batch at a time."""

    def __init__(self, cursor: DuckDBPyConnection, sql: str, values: Any, rows: int) -> None:
        self._cursor = cursor.cursor()
        self._cursor.execute("begin transaction read only")
        self._reader: Any = self._cursor.sql(sql, params=values).to_arrow_reader(rows)
        self.schema: bytes = self._reader.schema.serialize().to_pybytes()

    def next(self) -> bytes | None:
        """The next batch; None behind the last."""
        try:
            batch = self._reader.read_next_batch()
        except StopIteration:
            self._cursor.close()
            return None
        found: bytes = batch.serialize().to_pybytes()
        return found


def _column(name: str, values: Any) -> bytes:
    """A NumPy array with what marks its missing values."""
    import numpy

    mask = numpy.ma.getmaskarray(values).tobytes() if isinstance(values, numpy.ma.MaskedArray) else None
    plain = numpy.ma.getdata(values)
    content = plain.tolist() if plain.dtype == object else plain.tobytes()
    return pack([name, plain.dtype.str, content, mask])


def _kind(error: Exception) -> str:
    """The name of an error that the command can raise again."""
    import duckdb

    from countermove.intake.event_data.finding import NoEventDataError

    if isinstance(error, FilterError):
        return "filter"
    if isinstance(error, NoEventDataError):
        return "event data"
    if isinstance(error, RecordError):
        return "record"
    return f"duckdb.{type(error).__name__}" if isinstance(error, duckdb.Error) else "other"


def _decision(arguments: dict[str, Any]) -> Decision:
    return Decision(str(arguments["author"]), arguments["reason"])


_CHANGES: dict[str, Callable[[RecordFile, dict[str, Any]], Any]] = {
    "merge": lambda file, given: file.merge(given["ids"], _decision(given)),
    "split": lambda file, given: file.split(given["id"], given["mentions"], _decision(given)),
    "retract": lambda file, given: file.retract(given["article"], _decision(given)),
    "restore": lambda file, given: file.restore(given["article"], _decision(given)),
    "remove_dataset": lambda file, given: file.remove_dataset(given["dataset"]),
    "repair": lambda file, given: file.repair(),
}
