"""All or nothing: one transaction of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from countermove.record.errors import RecordError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """All or nothing.

    Raises:
        RecordError: the database can't write; nothing of this transaction is stored.
    """
    import duckdb

    connection.begin()
    try:
        yield
        connection.commit()
    except BaseException as error:
        with suppress(duckdb.Error):  # the database may have given the transaction up itself
            connection.rollback()
        text = " ".join(str(error).split())
        unwritten = isinstance(error, duckdb.TransactionException) and "Failed to commit" in text
        if unwritten or isinstance(error, (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException)):
            raise RecordError(f"the record can't be written: {text}; what was reported as added is stored") from error
        raise
