"""How fast a large GDELT file goes into a record, and in how much memory: ``python benchmarks/history_import.py``.

The file is made of nothing (:mod:`benchmarks.synthetic_gdelt`). Three runs: the file whole; the same rows with one in a
thousand malformed, which makes their blocks go the slow way; and a second file with the same rows, all of them known.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.synthetic_gdelt import write_gdelt
from countermove.intake.event_data.streams import Source
from countermove.intake.problem import Problem
from countermove.record.history_chunks import Counts
from countermove.record.record import RecordFile

_MEGABYTE = 1_000_000


def spoil(source: Path, target: Path, every: int) -> None:
    """Copy a file with the end of every ``every``-th line cut off."""
    with source.open("rb") as lines, target.open("wb") as stream:
        for number, line in enumerate(lines, 1):
            stream.write(line if number % every else line[: len(line) // 2] + b"\n")


def measure(record: Path, path: Path, dataset: str) -> dict[str, float]:
    """Import one file; figures of it. Memory is that of this process, at its highest so far, in MB."""
    peaks: list[float] = []

    def note(source: Source, counts: Counts) -> None:
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

    wall, cpu = time.perf_counter(), time.process_time()
    with RecordFile(record) as file:
        outcomes = list(file.import_history([path], dataset=dataset, progress=note))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    counts = Counts()
    for one in outcomes:
        assert not isinstance(one, Problem), one
        counts += one.counts
    return {
        "megabytes": round(path.stat().st_size / _MEGABYTE, 1),
        "rows": counts.read,
        "new": counts.new,
        "known": counts.known,
        "malformed": counts.malformed,
        "seconds": round(wall, 1),
        "cpu_seconds": round(cpu, 1),
        "rows_per_second": round(counts.read / wall),
        "rows_per_cpu_second": round(counts.read / cpu),
        "peak_after_first_chunk_mb": round(peaks[0]),
        "peak_half_way_mb": round(peaks[len(peaks) // 2]),
        "peak_mb": round(peaks[-1]),
        "record_mb": round(record.stat().st_size / _MEGABYTE, 1),
    }


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=300, help="size of the file")
    parser.add_argument("--json", type=Path, help="write the figures there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, spoilt, again = (folder / f"{kind}.csv" for kind in ("whole", "spoilt", "again"))
        write_gdelt(whole, options.megabytes * _MEGABYTE)
        record = folder / "x.duckdb"
        figures = {"whole": measure(record, whole, "whole")}
        spoil(whole, spoilt, 1_000)
        figures["one in 1,000 malformed"] = measure(record, spoilt, "spoilt")
        again.write_bytes(b"")
        with again.open("ab") as stream, whole.open("rb") as source:
            while block := source.read(_MEGABYTE):
                stream.write(block)
            stream.write(b"\n")  # another checksum, the same rows
        figures["all known"] = measure(record, again, "whole")
    text = json.dumps(figures, indent=2)
    if options.json:
        options.json.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
