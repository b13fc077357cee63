"""Forms that pages send: their fields, each once."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from countermove.server.errors import ApiError

_MOST_FIELDS = 200


class Form:
    """The fields of a form that was sent."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def text(self, name: str) -> str | None:
        """The value of a field without blanks around it; None where it is empty or missing."""
        return next((value.strip() for one, value in self._pairs if one == name and value.strip()), None)

    def whole(self, name: str) -> str:
        """The value of a field as it is."""
        return next((value for one, value in self._pairs if one == name), "")

    def needed(self, name: str, what: str) -> str:
        """The value of a field that must be there.

        Raises:
            ApiError: it isn't.
        """
        value = self.text(name)
        if value is None:
            raise ApiError(422, "unprocessable", f"give {what}", name)
        return value


async def read_form(request: Request) -> Form:
    """The form of a request.

    Raises:
        ApiError: it can't be read.
    """
    body = await request.body()
    try:
        return Form(
            parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="replace", max_num_fields=_MOST_FIELDS)
        )
    except ValueError as error:
        raise ApiError(400, "bad_request", "the form can't be read") from error
