"""The body of an answer, read in pieces and unpacked under a limit, whatever a bomb would grow to."""

from __future__ import annotations

import zlib

import httpx

from countermove.intake.fetch_error import FetchError

_GZIP = 16 + zlib.MAX_WBITS  # zlib's sign for a gzip header
_MEMBER_START = b"\x1f"


def read_body(response: httpx.Response, max_bytes: int, start_only: bool) -> bytes:
    """Read a body of at most ``max_bytes``, packed and unpacked; with ``start_only`` cut it there.

    Raises:
        FetchError: it is larger, its packing is broken or cut off, or it is packed in a way that wasn't asked for.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise FetchError(f"comes packed in a way that wasn't asked for ({encoding[:40]})", response.status_code)
    unpacker = _Gunzip() if encoding.endswith("gzip") else None
    parts: list[bytes] = []
    size = received = 0
    for raw in response.iter_raw():
        received += len(raw)
        try:
            part = unpacker.unpack(raw, max_bytes + 1 - size) if unpacker else raw
        except zlib.error as error:
            raise FetchError("its gzip packing is broken", response.status_code) from error
        size += len(part)
        parts.append(part)
        if max(size, received) > max_bytes:
            if start_only:
                return b"".join(parts)[:max_bytes]
            raise FetchError(f"is larger than {max_bytes:,} bytes (limit max_bytes)", response.status_code)
    if unpacker and received and not unpacker.complete and not start_only:
        raise FetchError("its gzip packing is cut off", response.status_code)
    return b"".join(parts)


class _Gunzip:
    """Unpacks gzip, member after member (RFC 1952 section 2.2), each call to at most the room that is left."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP)

    @property
    def complete(self) -> bool:
        """Whether the last member came to its end."""
        return self._member.eof

    def unpack(self, data: bytes, room: int) -> bytes:
        """Return what the data unpack to, up to ``room`` bytes; what follows the last member is left aside."""
        parts: list[bytes] = []
        while data and room > 0:
            if self._member.eof:
                data = data.lstrip(b"\0")
                if not data.startswith(_MEMBER_START):
                    break
                self._member = zlib.decompressobj(_GZIP)
            part = self._member.decompress(data, room)
            parts.append(part)
            room -= len(part)
            data = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        return b"".join(parts)
