"""Bytes to text: encodings, byte order marks, and telling text from binary."""

from __future__ import annotations

import codecs
import re

from countermove.intake.problem import InputError

_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BINARY_SHARE = 0.01


def decode(data: bytes) -> str:
    """Return the text of a file: by its byte order mark, as UTF-8, else as Windows-1252 (old Western news archives).

    Raises:
        InputError: the bytes are not text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    sample = data[:100_000]
    if b"\x00" in sample or len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample):
        raise InputError("is not text (binary data); give a text, HTML or JSONL file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"is not text in a known encoding ({encoding}: {error.reason})") from error


def without_surrogates(text: str) -> str:
    """Replace lone surrogates, which no encoding can carry, by U+FFFD: same length, so spans stay right."""
    return _SURROGATE.sub("\ufffd", text)
