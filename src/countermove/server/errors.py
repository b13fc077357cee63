"""What a request can be told when it can't be served: one shape, ``{"error": {"code", "message", "where"}}``.

ApiError
├── NotFoundError       there is no such thing (404)
├── BusyError           too much at once (429)
└── TooSlowError        the answer takes longer than it may (422)
"""

from __future__ import annotations

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from countermove.record.errors import FilterError, HeldError, RecordError


class ErrorDetail(msgspec.Struct, frozen=True):
    """What went wrong: a word for programs, a line for people, and where (a parameter, a field, a line), or null."""

    code: str
    message: str
    where: str | None


class ErrorAnswer(msgspec.Struct, frozen=True):
    """Every answer that isn't what was asked for."""

    error: ErrorDetail


class ApiError(Exception):
    """A request that can't be served."""

    def __init__(
        self, status: int, code: str, message: str, where: str | None = None, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.where = status, code, message, where
        self.headers = headers or {}

    def response(self) -> Response:
        """The answer."""
        return error_response(self.status, self.code, self.message, self.where, self.headers)


class NotFoundError(ApiError):
    """There is no such thing."""

    def __init__(self, message: str, where: str | None = None) -> None:
        super().__init__(404, "not_found", message, where)


class BusyError(ApiError):
    """Too much at once."""

    def __init__(self, message: str) -> None:
        super().__init__(429, "busy", message, None, {"Retry-After": "1"})


class TooSlowError(ApiError):
    """The answer takes longer than it may."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            422, "too_slow", f"this takes longer than {seconds:g} seconds; ask for less: fewer days, a type"
        )


_CODES = {
    400: "bad_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    406: "not_acceptable", 408: "timeout", 411: "length_required", 413: "too_large", 415: "unsupported_media_type",
    421: "misdirected", 422: "unprocessable", 429: "busy", 431: "too_large",
}  # fmt: skip


def printable(text: str) -> str:
    """A text on one line, with what can't be shown or written escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def error_response(
    status: int, code: str, message: str, where: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """An answer in the one shape; control characters and halves of surrogate pairs are shown escaped."""
    detail = ErrorDetail(code, printable(message), None if where is None else printable(where))
    return Response(msgspec.json.encode(ErrorAnswer(detail)), status, headers, "application/json")


def response_of(error: Exception) -> Response | None:
    """The answer to what went wrong, if it is something that a request can bring about."""
    if isinstance(error, ApiError):
        return error.response()
    if isinstance(error, HTTPException):
        code = _CODES.get(error.status_code, "error")
        return error_response(error.status_code, code, error.detail, None, dict(error.headers or {}))
    if isinstance(error, HeldError):
        return error_response(409, "held", str(error))
    if isinstance(error, FilterError):
        where, mark, _ = str(error).partition(":")
        return error_response(400, "bad_request", str(error), where if mark and where.isidentifier() else None)
    if isinstance(error, RecordError) and isinstance(error, ValueError):  # wrong usage of something else
        return error_response(400, "bad_request", str(error))
    if isinstance(error, RecordError):
        return error_response(409, "record", str(error))
    return None


async def handle(request: Request, error: Exception) -> Response:
    """The exception handler of the application."""
    found = response_of(error)
    return (
        found if found is not None else error_response(500, "internal", "this is a mistake of the server; see its log")
    )
