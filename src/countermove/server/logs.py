"""What the server writes to standard error: a line for a person, or one JSON object each for programs."""

from __future__ import annotations

import logging
import sys
import time
from contextvars import ContextVar
from typing import Any, TextIO

import msgspec

from countermove.server.errors import printable

LOGGER = "countermove.server"
_SOCKETS = "uvicorn.error"
"""The logger of the HTTP server, which tells what no handler of ours has caught."""
REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered; it is told with whatever is logged meanwhile."""


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One object on one line."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z"
        entry: dict[str, Any] = {"time": stamp, "level": record.levelname.lower(), "message": record.getMessage()}
        if request := REQUEST.get():
            entry["request"] = request
        entry |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            entry["error"] = self.formatException(record.exc_info)
        return msgspec.json.encode({name: _safe(value) for name, value in entry.items()}).decode()


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """One line for a person."""
        fields = "".join(f" {name}={value}" for name, value in getattr(record, "fields", {}).items())
        line = printable(f"countermove: {record.getMessage()}{fields}")
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + self.formatException(record.exc_info)
        return line


def set_up_logs(form: str, stream: TextIO | None = None) -> None:
    """Write logs as ``text`` (only what matters to a person) or ``json`` (every request)."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_JsonLines() if form == "json" else _Lines())
    logger = logging.getLogger(LOGGER)
    logger.handlers[:] = [handler]
    logger.propagate = False
    logger.setLevel(logging.INFO if form == "json" else logging.WARNING)
    sockets = logging.getLogger(_SOCKETS)
    sockets.handlers[:] = [handler]
    sockets.propagate = False
    sockets.setLevel(logging.ERROR)  # that somebody speaks no HTTP is nothing to tell


def tell(message: str, *, level: int = logging.INFO, **fields: Any) -> None:
    """Log one thing that happened."""
    logging.getLogger(LOGGER).log(level, "%s", message, extra={"fields": fields})


def tell_failure(error: BaseException) -> None:
    """Log a mistake of ours, with where it happened."""
    trace = (type(error), error, error.__traceback__)
    logging.getLogger(LOGGER).error("a request failed", exc_info=trace)


def _safe(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
