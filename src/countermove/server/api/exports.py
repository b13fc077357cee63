"""The record as files that other programs read."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from countermove.record.exporting.export import FORMATS, TABLES, Wanted, export_file
from countermove.server.api.calls import FILTERS, Call, Endpoint, Parameter
from countermove.server.server import Server

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEDIA = {
    "parquet": ("application/vnd.apache.parquet", "parquet"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "jsonl": ("application/jsonl", "jsonl"),
    "geojson": ("application/geo+json", "geojson"),
    "schema.org": ("application/ld+json", "jsonld"),
    "plover": ("application/jsonl", "jsonl"),
}
"""Media type and ending of each format; the others are tables separated by tabs."""
_TABULAR = ("text/tab-separated-values; charset=utf-8", "tsv")


async def export(server: Server, call: Call, request: Request) -> Response:
    """One file, written whole before it is sent, so that what is sent is all."""
    form = call["form"]
    wanted = Wanted(form, call["what"], call.filters, call["bom"])
    folder = Path(tempfile.mkdtemp(prefix="countermove-export-"))

    def write(connection: DuckDBPyConnection) -> tuple[Path, int]:
        path = folder / f"{call['what']}.{MEDIA.get(form, _TABULAR)[1]}"
        return path, export_file(connection, path, wanted).rows

    try:
        path, rows = await server.owner.read(write, server.settings.export_seconds)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(
        path,
        media_type=MEDIA.get(form, _TABULAR)[0],
        filename=path.name,
        headers={"X-Rows": str(rows), "Cache-Control": "no-store"},
        background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True),
    )


def export_endpoints() -> tuple[Endpoint, ...]:
    """The endpoints of this file."""
    media = tuple(dict.fromkeys(MEDIA.get(form, _TABULAR)[0].partition(";")[0] for form in FORMATS))
    return (
        Endpoint(
            "GET", "/export/{form}", "export", "A file for other programs; X-Rows tells how many rows it has.",
            export, "own", None, media,
            parameters=(
                Parameter("form", "The format.", "choice", choices=FORMATS, required=True, in_path=True),
                Parameter("what", "Which table, for parquet, csv, xlsx and jsonl.", "choice", default="events",
                          choices=TABLES),
                Parameter("bom", "Begin CSV with a byte order mark, for Excel.", "boolean", default=False),
                *FILTERS,
            ),
        ),
    )  # fmt: skip
