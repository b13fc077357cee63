"""GeoJSON (RFC 7946): a collection of points, longitude before latitude, in WGS84; one feature a line of the file."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from countermove.record.exporting.tables import Table, Written

_HEAD, _TAIL = b'{"type":"FeatureCollection","features":[', b"\n]}\n"
NO_PLACE = "events without a place on the map"


def write_geojson(table: Table, stream: BinaryIO, *, identifier: str) -> Written:
    """Write the rows that have columns ``lat`` and ``lon``, which are kept among the properties too.

    Args:
        table: the rows.
        stream: where they go.
        identifier: the column that becomes the id of the feature.
    """
    written = Written()
    encoder = msgspec.json.Encoder()
    names = table.schema.names
    stream.write(_HEAD)
    for row in table.rows():
        values = dict(zip(names, row, strict=True))
        if values["lat"] is None or values["lon"] is None:
            written.leave_out(NO_PLACE)
            continue
        feature = {
            "type": "Feature",
            "id": values[identifier],
            "geometry": {"type": "Point", "coordinates": [values["lon"], values["lat"]]},
            "properties": values,
        }
        stream.write((b",\n" if written.rows else b"\n") + encoder.encode(feature))
        written.rows += 1
    stream.write(_TAIL)
    return written
