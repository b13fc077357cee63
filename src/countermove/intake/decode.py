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


_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding\s*=|<meta[^>]{0,200}?charset\s*=)\s*["']?([\w.:-]{2,40})""", re.IGNORECASE
)
_TRUSTED = re.compile(
    r"(?:utf-?8|us-?ascii|(?:x-)?(?:windows|cp)-?125\d|iso-?8859-?\d{1,2}|latin-?\d|koi8-?[ru]|macintosh|gb2312|gbk|gb18030"
    r"|big5(?:-hkscs)?|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp|tis-620)\Z",
    re.IGNORECASE,
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_LATIN_1 = re.compile(r"(?:iso-?8859-?1|latin-?1|us-?ascii)\Z", re.IGNORECASE)


def decode_markup(data: bytes, charset: str | None = None) -> str:
    """Return the text of HTML or XML, whatever its labels claim.

    A byte order mark decides; then UTF-8, if the bytes are that; then the server's charset, then the document's own
    label, then Windows-1252. What can't be decoded becomes U+FFFD. Latin-1 means Windows-1252 (WHATWG Encoding). Only
    encodings that the web uses are believed.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:4].count(0) >= 2 or (data[1:2] == b"\0" and data[:1] == b"<"):
        return data.decode("utf-16-le" if data[:1] == b"<" else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:4096])
    for label in (charset, found.group(1).decode("ascii", "replace") if found else None):
        if label and _TRUSTED.match(label) and not label.lower().startswith("utf"):
            try:
                return data.decode("cp1252" if _LATIN_1.match(label) else label, "replace")
            except LookupError:
                continue
    broken = data.decode("utf-8", "replace")  # UTF-8 with some bad bytes, or another encoding with that label?
    bad = broken.count("\ufffd")
    good = len(broken) - bad - len(_NOT_ASCII.sub(b"", data))
    return broken if good > bad else data.decode("cp1252", "replace")
