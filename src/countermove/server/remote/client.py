"""A command's side: a record that a server holds, used as if the file were open here."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from multiprocessing.connection import Client, Connection, answer_challenge, deliver_challenge
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from countermove.intake.problem import Problem
from countermove.record.adding import Adder, Reader, Settle
from countermove.record.curation import Decision
from countermove.record.errors import FilterError, RecordError
from countermove.record.integration import Stored
from countermove.record.knowledge import Knowledge
from countermove.record.query_process import plain_value
from countermove.record.record import RecordFile
from countermove.record.sandbox import Answer
from countermove.record.settings import RecordSettings
from countermove.record.statements import plain_error
from countermove.schema import Article, Reading
from countermove.server.remote.protocol import CHUNK_ROWS, LARGEST, Ask, Told, pack, unpack
from countermove.server.remote.state_file import ServerNote, read_note

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from countermove.intake.event_data.limits import HistoryLimits
    from countermove.record.feed_tables import RecordFeedState
    from countermove.record.history import ImportedFile, Progress

_HELLO = b"countermove/1"


class Channel:
    """The connection to a server; one question at a time.

    Raises:
        OSError: nobody answers there.
        RecordError: who answers doesn't know the secret.
    """

    def __init__(self, note: ServerNote) -> None:
        from multiprocessing import AuthenticationError

        self._connection: Connection = Client(("127.0.0.1", note.port))
        key = note.secret.encode()
        try:
            self._connection.send_bytes(_HELLO)
            answer_challenge(self._connection, key)
            deliver_challenge(self._connection, key)
        except (AuthenticationError, EOFError) as error:
            self._connection.close()
            raise RecordError("the server at this record doesn't let commands in; is it too busy?") from error
        self.numbers = count(1)

    def ask(self, question: Ask) -> Told:
        """The answer to a question.

        Raises:
            RecordError: the server has ended, or says that it can't.
            duckdb.Error: what the database said, as the same kind of error.
        """
        with _ended_told():
            self._connection.send_bytes(msgspec.msgpack.encode(question))
        return self._told()

    def steps(self, question: Ask) -> Iterator[Told]:
        """What is told while a question is worked on, but for the last word; to be taken to the end.

        Raises:
            RecordError: the server has ended, or says that it can't.
        """
        with _ended_told():
            self._connection.send_bytes(msgspec.msgpack.encode(question))
        while (told := self._told()).more:
            yield told

    def _told(self) -> Told:
        with _ended_told():
            told = msgspec.msgpack.decode(self._connection.recv_bytes(LARGEST), type=Told)
        if told.error:
            raise _error(told)
        return told

    def close(self) -> None:
        """Say goodbye."""
        with suppress(OSError):
            self._connection.send_bytes(msgspec.msgpack.encode(Ask("bye")))
        self._connection.close()


@contextmanager
def _ended_told() -> Iterator[None]:
    """A connection that breaks off, in words."""
    try:
        yield
    except (EOFError, OSError) as error:
        raise RecordError("the server that holds this record has ended; what was told as added is stored") from error


def _error(told: Told) -> Exception:
    if told.error == "filter":
        return FilterError(told.message)
    if told.error == "event data":
        from countermove.intake.event_data.finding import NoEventDataError

        return NoEventDataError(told.message)
    kind, _, name = told.error.partition(".")
    if kind == "duckdb":
        import duckdb

        found = getattr(duckdb, name, duckdb.Error)
        return cast(Exception, found(told.message))
    return RecordError(told.message)


class RemoteConnection:
    """As much of a database connection as views use: statements that read.

    ``deadline`` is the time of the monotonic clock after which none is worked out any more.
    """

    def __init__(self, channel: Channel, deadline: float | None = None) -> None:
        self._channel = channel
        self.deadline = deadline
        self._number = 0
        self._more = False
        self._ahead: list[Any] = []
        self._asked = ("", b"")
        self.description: list[tuple[str]] = []

    def cursor(self) -> RemoteConnection:
        """Another one over the same record."""
        return RemoteConnection(self._channel, self.deadline)

    def close(self) -> None:
        """Forget what was asked last."""
        if self._more:
            self._channel.ask(Ask("close", self._number))
        self._more, self._ahead = False, []

    def execute(self, sql: str, values: Sequence[Any] = (), seconds: float | None = None) -> RemoteConnection:
        """Ask; rows are fetched afterwards."""
        self.close()
        self._number = next(self._channel.numbers)
        self._asked = (sql, pack(list(values)))
        told = self._channel.ask(Ask("execute", self._number, *self._asked, arguments=self._limits(seconds)))
        self.description = [(name,) for name in told.names]
        self._more = True
        return self

    def fetchmany(self, rows: int = 1) -> list[Any]:
        """The next rows."""
        while self._more and len(self._ahead) < rows:
            self._fetch()
        found, self._ahead = self._ahead[:rows], self._ahead[rows:]
        return found

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        while self._more:
            self._fetch()
        found, self._ahead = self._ahead, []
        return found

    def fetchone(self) -> Any:
        """The next row; None behind the last."""
        found = self.fetchmany(1)
        return found[0] if found else None

    def fetchnumpy(self) -> dict[str, Any]:
        """All rows of the statement, a column each, as the database itself gives them to NumPy."""
        import numpy

        self.close()
        sql, values = self._asked
        found = {}
        for part in self._channel.ask(Ask("numpy", self._number, sql, values, arguments=self._limits(None))).data:
            name, kind, content, mask = unpack(part)
            if isinstance(content, bytes):
                column = numpy.frombuffer(content, dtype=kind).copy()
            else:
                column = numpy.empty(len(content), dtype=object)
                column[:] = content
            found[name] = column if mask is None else numpy.ma.MaskedArray(column, numpy.frombuffer(mask, dtype=bool))
        return found

    def sql(self, sql: str, params: Sequence[Any] = ()) -> RemoteRelation:
        """A query whose answer is wanted as a table."""
        return RemoteRelation(self._channel, sql, params)

    def extract_statements(self, sql: str) -> list[Any]:
        """The statements of a text."""
        import duckdb

        return list(duckdb.connect().extract_statements(sql))

    def _limits(self, seconds: float | None) -> dict[str, float]:
        if self.deadline is not None:
            left = self.deadline - time.monotonic()
            if left <= 0:
                import duckdb

                raise duckdb.InterruptException("the time for the answer is over")
            seconds = left if seconds is None else min(left, seconds)
        return {} if seconds is None else {"seconds": seconds}

    def _fetch(self) -> None:
        told = self._channel.ask(Ask("fetch", self._number, rows=CHUNK_ROWS))
        self._ahead += [unpack(row) for row in told.rows]
        self._more = told.more


class RemoteRelation:
    """A query whose answer comes as Arrow record batches."""

    def __init__(self, channel: Channel, sql: str, values: Sequence[Any]) -> None:
        self._channel, self._sql, self._values = channel, sql, values

    def to_arrow_reader(self, rows: int) -> Any:
        """The answer, a batch at a time."""
        import pyarrow

        number = next(self._channel.numbers)
        told = self._channel.ask(Ask("arrow", number, self._sql, pack(list(self._values)), rows))
        schema = pyarrow.ipc.read_schema(pyarrow.py_buffer(told.data[0]))

        def batches() -> Iterator[Any]:
            while parts := self._channel.ask(Ask("fetch", number)).data:
                yield pyarrow.ipc.read_record_batch(pyarrow.py_buffer(parts[0]), schema)

        return pyarrow.RecordBatchReader.from_batches(schema, batches())

    def to_arrow_table(self) -> Any:
        """The whole answer."""
        return self.to_arrow_reader(CHUNK_ROWS).read_all()


class RemoteRecordFile(RecordFile):
    """A record that a server holds."""

    def __init__(self, path: Path, note: ServerNote, *, read_only: bool, settings: RecordSettings | None) -> None:
        self.path, self.read_only, self.settings = path, read_only, settings or RecordSettings()
        self._channel = Channel(note)
        self.remote = RemoteConnection(self._channel)
        self.connection = cast("DuckDBPyConnection", self.remote)

    def close(self) -> None:
        """Leave; the server keeps the record open."""
        self._channel.close()

    def store_articles(
        self, items: Iterable[Article | Problem], reader: Reader, settle: Settle | None = None
    ) -> Iterator[Stored | Problem]:
        """Read articles here, and have the server store what was read."""
        return _RemoteAdder(self._channel, self.connection, self.settings).add_articles(items, reader, settle)

    def store_readings(self, readings: Iterable[tuple[Article, Reading] | Problem]) -> Iterator[Stored | Problem]:
        """Have the server store readings."""
        return _RemoteAdder(self._channel, self.connection, self.settings).add_readings(readings)

    def feed_state(self) -> RecordFeedState:
        """What is known of feeds; the server keeps it."""
        from countermove.server.remote.feed_state import RemoteFeedState

        return RemoteFeedState(self.connection, self._channel.ask)

    def import_history(
        self,
        paths: Iterable[Path],
        *,
        format: str = "auto",
        dataset: str | None = None,
        limits: HistoryLimits | None = None,
        progress: Progress | None = None,
    ) -> Iterator[ImportedFile | Problem]:
        """Have the server import others' event data."""
        from countermove.server.remote.importing import import_ask, imported

        given = list(paths)
        return imported(self._channel.steps(import_ask(given, format, dataset, limits)), given, progress)

    def remove_dataset(self, dataset: str) -> int:
        """Take a dataset out."""
        return int(self._change("remove_dataset", dataset=dataset))

    def problems(self, *, quick: bool = False) -> Iterator[str]:
        """What is wrong with the record."""
        return iter(self._change("problems", quick=quick))

    def repair(self) -> None:
        """Work out anew what follows from reports."""
        self._change("repair")

    def split(self, event_id: str, mentions: Sequence[str], decision: Decision) -> str:
        """Take mentions out of an event or entity."""
        return str(self._decide("split", decision, id=event_id, mentions=list(mentions)))

    def merge(self, event_ids: Sequence[str], decision: Decision) -> str:
        """Join events, or entities."""
        return str(self._decide("merge", decision, ids=list(event_ids)))

    def retract(self, article: str, decision: Decision) -> list[str]:
        """Mark an article as retracted."""
        return list(self._decide("retract", decision, article=article))

    def restore(self, article: str, decision: Decision) -> list[str]:
        """Undo a retraction."""
        return list(self._decide("restore", decision, article=article))

    def _decide(self, op: str, decision: Decision, **arguments: Any) -> Any:
        return self._change(op, author=decision.author, reason=decision.reason, **arguments)

    def _change(self, op: str, **arguments: Any) -> Any:
        return self._channel.ask(Ask(op, arguments=arguments)).value


def remote_answer(file: RemoteRecordFile, sql: str, settings: RecordSettings, most: int | None) -> Answer:
    """A query of a person, with its rows as :func:`countermove.record.sandbox.ask` gives them.

    Raises:
        FilterError: the query is wrong, isn't a query, or takes more time than it may; also while rows come.
    """
    import duckdb

    try:
        result = file.remote.execute(sql, seconds=settings.query_seconds)
    except duckdb.InterruptException as error:
        raise FilterError(f"the query took longer than {settings.query_seconds:g} seconds") from error
    except duckdb.Error as error:
        raise FilterError(plain_error(error)) from error
    answer = Answer([name for (name,) in result.description], iter(()))

    def rows() -> Iterator[list[Any]]:
        left = most
        while chunk := result.fetchmany(CHUNK_ROWS if left is None else min(CHUNK_ROWS, left)):
            yield from ([plain_value(value) for value in row] for row in chunk)
            left = None if left is None else left - len(chunk)
        answer.ended, answer.more = True, left == 0 and result.fetchone() is not None

    answer.rows = rows()
    return answer


class _RemoteAdder(Adder):
    """Reads here, stores there."""

    def __init__(self, channel: Channel, connection: DuckDBPyConnection, settings: RecordSettings) -> None:
        super().__init__(connection, settings, cast(Knowledge, None))  # what needs the knowledge is done there
        self._channel = channel

    def _store(self, batch: list[Any], settle: Settle | None) -> list[Stored | Problem]:
        outcomes = self._stored(batch)
        if settle is not None:
            for (article, _), outcome in zip(batch, outcomes, strict=True):
                if article is not None:
                    settle(article, outcome)
        return outcomes

    def _stored(self, batch: list[Any]) -> list[Stored | Problem]:
        pairs = [(article, one) for article, one in batch if article and isinstance(one, Reading)]
        if not pairs:
            return [one for _, one in batch if not isinstance(one, Reading)]
        data = [msgspec.msgpack.encode((msgspec.json.encode(article), reading.to_json())) for article, reading in pairs]
        stored = iter(self._channel.ask(Ask("store", data=data)).value)
        return [_outcome(next(stored)) if isinstance(one, Reading) else one for _, one in batch]


def _outcome(told: dict[str, Any]) -> Stored | Problem:
    return Problem(**told) if "reason" in told else Stored(**told)


def remote_record(path: Path, *, read_only: bool, settings: RecordSettings | None = None) -> RemoteRecordFile | None:
    """The record as the server that holds it gives it; None where no server does."""
    note = read_note(path)
    if note is None:
        return None
    try:
        return RemoteRecordFile(path, note, read_only=read_only, settings=settings)
    except OSError:
        return None  # it is just ending, or was killed and its number given to another process
