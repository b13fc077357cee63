"""The description of the API (OpenAPI 3.1), made from the table of endpoints and the types of the answers.

https://spec.openapis.org/oas/v3.1.1.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_origin

import msgspec

from countermove import __version__, schema
from countermove.server.api.calls import Endpoint, Parameter
from countermove.server.errors import ErrorAnswer
from countermove.tables import Items

_TEMPLATE = "#/components/schemas/{name}"
_ABOUT = (
    "News as events, claims, numbers and silence, each with its sources. Loopback clients need no token for reading; "
    "what writes needs the header `X-Countermove: 1`, or a token with the scope write."
)


def openapi(endpoints: Sequence[Endpoint], prefix: str) -> dict[str, Any]:
    """The description as plain dicts and lists."""
    types = [ErrorAnswer, *(one for end in endpoints for one in (end.answer, end.body) if one is not None)]
    types = list(dict.fromkeys([*types, schema.Reading, *(part for _, part in _parts_of_readings())]))
    found, components = msgspec.json.schema_components(types, schema_hook=_items, ref_template=_TEMPLATE)
    for name, part in _parts_of_readings():
        components["Reading"]["properties"][name] = {
            "type": "array",
            "items": {"$ref": _TEMPLATE.format(name=part.__name__)},
        }
    schemas = dict(zip(types, found, strict=True))
    paths: dict[str, Any] = {}
    for endpoint in endpoints:
        paths.setdefault(prefix + endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": "countermove", "version": __version__, "description": _ABOUT},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Error": {"description": "Why not.", "content": {"application/json": {"schema": schemas[ErrorAnswer]}}}
            },
        },
        "security": [{}, {"token": []}],
    }


def _operation(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    kept = {"304": {"description": "The answer is still the one named by If-None-Match."}}
    found: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "tags": [endpoint.path.split("/")[1]],
        "parameters": [_parameter(one) for one in endpoint.parameters],
        "responses": {
            str(endpoint.success): {"description": endpoint.summary, "content": _content(endpoint, schemas)},
            **(kept if endpoint.kind in ("look", "table") else {}),
            "default": {"$ref": "#/components/responses/Error"},
        },
    }
    if endpoint.body is not None:
        found["requestBody"] = {
            "required": True,
            "content": {
                media: {"schema": schemas[endpoint.body] if media.endswith("/json") else {"type": "string"}}
                for media in endpoint.body_media
            },
        }
    if endpoint.scope == "write" or endpoint.body is not None:
        found["parameters"].append(
            {
                "name": "X-Countermove",
                "in": "header",
                "required": False,
                "description": "Any value: shows that no page of another site sends this. Needed without a token.",
                "schema": {"type": "string", "const": "1"},
            }
        )
    return found


def _content(endpoint: Endpoint, schemas: dict[Any, Any]) -> dict[str, Any]:
    def of(media: str) -> dict[str, Any]:
        if endpoint.answer is not None and media == "application/json":
            return {"schema": schemas[endpoint.answer]}
        if media.endswith("+json"):
            return {"schema": {"type": "object", "description": "A file that holds one JSON object."}}
        return {
            "schema": {"type": "string", "description": "Each line is one item." if "jsonl" in media else "A file."}
        }

    return {media: of(media) for media in endpoint.media}


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "path" if parameter.in_path else "query",
        "required": parameter.required,
        "description": parameter.about,
        "schema": parameter.schema(),
        **({} if parameter.in_path or not parameter.many else {"style": "form", "explode": True}),
    }


def _parts_of_readings() -> Iterator[tuple[str, Any]]:
    """The lists of a reading with their parts, which msgspec doesn't find behind our own kind of tuple."""
    for field in msgspec.structs.fields(schema.Reading):
        if get_origin(field.type) is Items:
            yield field.name, get_args(field.type)[0]


def _items(kind: Any) -> dict[str, Any]:
    if kind is Items:
        return {"type": "array"}
    raise NotImplementedError(f"no schema for {kind}")
