"""Apache Parquet, compressed with Zstandard, written a row group at a time."""

from __future__ import annotations

from typing import BinaryIO

from countermove.record.exporting.tables import Table, Written


def write_parquet(table: Table, stream: BinaryIO) -> Written:
    """Write all rows; the same rows give the same bytes with the same pyarrow."""
    from pyarrow import parquet

    written = Written()
    with parquet.ParquetWriter(stream, table.schema, compression="zstd") as writer:
        for batch in table.batches:
            writer.write_batch(batch)
            written.rows += batch.num_rows
    return written
