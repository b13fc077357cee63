"""What an endpoint is, what may be asked of it, and one call of it, checked.

The table of endpoints is all there is: the routes, the checks of what comes in, and the OpenAPI description are made
from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from urllib.parse import parse_qsl

from countermove.record.filters import STATUSES, Filters
from countermove.schema import EventType
from countermove.server.errors import ApiError

Kind = Literal["text", "integer", "number", "boolean", "day", "choice"]
Scope = Literal["read", "write"]
LONGEST_TEXT = 1_000
"""Most characters of one parameter."""
MOST_VALUES = 100
"""Most values of one parameter."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that may be asked: its name, kind and meaning, its bounds, and what it is where it isn't given."""

    name: str
    about: str
    kind: Kind = "text"
    many: bool = False
    default: Any = None
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    in_path: bool = False

    def value(self, text: str) -> Any:
        """The value of a text.

        Raises:
            ApiError: it can't be one.
        """
        if len(text) > LONGEST_TEXT:
            raise ApiError(400, "bad_request", f"is longer than {LONGEST_TEXT:,} characters", self.name)
        match self.kind:
            case "integer" | "number":
                return self._number(text)
            case "boolean":
                if text not in ("true", "false"):
                    raise ApiError(400, "bad_request", f"{text!r} is neither true nor false", self.name)
                return text == "true"
            case "day":
                try:
                    return date.fromisoformat(text)
                except ValueError as error:
                    raise ApiError(400, "bad_request", f"{text!r} is no date such as 2024-11-01", self.name) from error
            case "choice":
                if text not in self.choices:
                    raise ApiError(400, "bad_request", f"{text!r} is none of: {', '.join(self.choices)}", self.name)
                return text
            case _:
                if not text.strip():
                    raise ApiError(400, "bad_request", "must not be empty", self.name)
                return text

    def _number(self, text: str) -> float:
        kind: type[int] | type[float] = int if self.kind == "integer" else float
        try:
            if not text.isascii() or "_" in text or text != text.strip():
                raise ValueError
            number = kind(text)
        except ValueError as error:
            raise ApiError(400, "bad_request", f"{text!r} is no {self.kind}", self.name) from error
        least, most = self.least if self.least is not None else number, self.most if self.most is not None else number
        if not least <= number <= most:
            raise ApiError(400, "bad_request", f"must lie between {self.least:g} and {self.most:g}", self.name)
        return number

    def schema(self) -> dict[str, Any]:
        """As JSON Schema."""
        kinds: dict[str, dict[str, Any]] = {
            "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT},
            "integer": {"type": "integer"},
            "number": {"type": "number"},
            "boolean": {"type": "boolean"},
            "day": {"type": "string", "format": "date"},
            "choice": {"type": "string", "enum": list(self.choices)},
        }
        one = kinds[self.kind]
        if self.least is not None:
            one["minimum"] = self.least
        if self.most is not None:
            one["maximum"] = self.most
        schema = {"type": "array", "items": one, "maxItems": MOST_VALUES} if self.many else one
        if self.default is not None:
            schema["default"] = self.default
        return schema


FILTERS = (
    Parameter("actor", "Who acts: a code (UKR, NGO), a registry key, an entity's id, or a name.", many=True),
    Parameter("recipient", "Whom it is done to.", many=True),
    Parameter("type", "PLOVER event type.", "choice", many=True, choices=EventType.__args__),  # type: ignore[attr-defined]
    Parameter("since", "Not before this day.", "day"),
    Parameter("until", "Not after this day.", "day"),
    Parameter("place", "A place, a province or a country.", many=True),
    Parameter("topic", "Words that an article of the story has.", many=True),
    Parameter("min_origins", "Least independent origins.", "integer", least=0, most=1_000_000),
    Parameter("status", "How well it is confirmed.", "choice", many=True, choices=STATUSES),
    Parameter("story", "Of this story.", many=True),
)
"""The filters of the commands, in the same words."""


def path_id(what: str) -> Parameter:
    """The id in an address."""
    return Parameter("id", f"Id of the {what}.", required=True, in_path=True)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an endpoint: what is asked, checked."""

    values: Mapping[str, Any]
    filters: Filters = field(default_factory=Filters)
    body: Any = None
    author: str = "server"

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API.

    ``answer`` is the type of the answer; None where ``media`` says what comes instead. ``run`` gets what the kind of
    endpoint needs: see :mod:`countermove.server.api.serving`. ``kind``: ``look`` is kept and has an ETag, ``table`` is
    paged and streamed too, ``change`` writes, ``own`` answers by itself.
    """

    method: Literal["GET", "POST"]
    path: str
    name: str
    summary: str
    run: Any
    kind: Literal["look", "table", "change", "own"] = "look"
    answer: Any = None
    media: tuple[str, ...] = ("application/json",)
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    body_media: tuple[str, ...] = ("application/json",)
    scope: Scope = "read"
    seconds: float | None = None
    success: int = 200


def parse_query(raw: bytes) -> list[tuple[str, str]]:
    """Names and values of a query string.

    Raises:
        ApiError: it isn't UTF-8, or holds control characters.
    """
    try:
        pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1_000)
    except (UnicodeDecodeError, ValueError) as error:
        raise ApiError(400, "bad_request", "the query isn't text in UTF-8, or has too many fields", "query") from error
    for name, value in pairs:
        if any(char < " " or char == "\x7f" for char in name + value):
            raise ApiError(400, "bad_request", "holds control characters", name[:100])
    return pairs


def read_values(parameters: Sequence[Parameter], pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The value of every parameter.

    Raises:
        ApiError: an unknown one, one that is missing or given twice, or a value that can't be one.
    """
    known = {parameter.name: parameter for parameter in parameters if not parameter.in_path}
    given: dict[str, list[Any]] = {}
    for name, text in pairs:
        if name not in known:
            names = ", ".join(known) or "none"
            raise ApiError(400, "bad_request", f"no parameter {name[:100]!r}; parameters are: {names}", name[:100])
        given.setdefault(name, []).append(known[name].value(text))
    values: dict[str, Any] = {}
    for name, parameter in known.items():
        found = given.get(name, [])
        if len(found) > (MOST_VALUES if parameter.many else 1):
            raise ApiError(400, "bad_request", "is given too often", name)
        if parameter.required and not found:
            raise ApiError(400, "bad_request", "is missing", name)
        values[name] = tuple(found) if parameter.many else found[0] if found else parameter.default
    return values


def filters_of(parameters: Sequence[Parameter], values: Mapping[str, Any]) -> Filters:
    """The filters among values.

    Raises:
        FilterError: one that can't be understood.
    """
    names = [parameter.name for parameter in parameters if parameter in FILTERS]
    return Filters.of(**{name: values[name] for name in names if values[name] not in (None, ())})
