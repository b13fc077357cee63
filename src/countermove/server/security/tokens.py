"""Tokens: who may ask from elsewhere, and whether only to read. Only their checksums are stored.

A token file has a line for each: its scope (read or write), the SHA-256 of the token in hexadecimal, and a name. Tokens
are 256 random bits, so that a plain checksum can't be turned back by guessing.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from countermove.record.errors import RecordError

Scope = Literal["read", "write"]
_LINE = re.compile(r"(read|write) +([0-9a-f]{64})(?: +(\S.*))?\Z")


class TokenError(RecordError):
    """A token file that can't be used."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what it allows, its checksum, whose it is."""

    scope: Scope
    checksum: str
    name: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of one server."""

    known: tuple[Token, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """The tokens of a file.

        Raises:
            TokenError: it can't be read, others may read it, or a line is none.
        """
        try:
            if path.stat().st_mode & 0o077:
                raise TokenError(f"{path}: others may read it; say: chmod 600 {path}")
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise TokenError(f"{path}: can't be read: {getattr(error, 'strerror', None) or error}") from error
        found = []
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            match = _LINE.match(line.strip())
            if match is None:
                raise TokenError(f"{path}, line {number}: must be: read or write, a SHA-256 in hexadecimal, a name")
            scope: Scope = "write" if match[1] == "write" else "read"
            found.append(Token(scope, match[2], match[3] or f"token {number}"))
        if not found:
            raise TokenError(f"{path}: holds no token; make one with: countermove serve --new-token read")
        return cls(tuple(found))

    def find(self, given: str) -> Token | None:
        """The token of this text; all are compared, in constant time."""
        checksum = sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
        found = None
        for token in self.known:
            if hmac.compare_digest(token.checksum, checksum):
                found = token
        return found


def new_token(path: Path, scope: Scope, name: str) -> str:
    """Make a token, add its checksum to a file, and return it: it is nowhere else.

    Raises:
        TokenError: the file can't be written.
    """
    token = secrets.token_urlsafe(32)
    line = f"{scope} {sha256(token.encode()).hexdigest()} {' '.join(name.split()) or scope}\n"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as stream:
            stream.write(line)
    except OSError as error:
        raise TokenError(f"{path}: can't be written: {error.strerror or error}") from error
    return token
