"""The description of the API says what the API does: requests made from it get valid answers, never a 5xx."""

import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from countermove.record.record import RecordFile
from countermove.server.app import api_endpoints, create_app
from countermove.server.settings import ServerSettings
from tests.server.conftest import WRITE, Asking

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
EXAMPLES = 6
NOT_CALLED = ("/api/v1/events/stream", "/api/v1/read", "/api/v1/articles")
"""A stream without end; and what loads the reader model: both have tests of their own."""


@pytest.fixture(scope="module")
def served(raids: RecordFile) -> Iterator[Asking]:
    app = create_app(raids, ServerSettings(query_seconds=20))
    yield Asking(app)
    app.state.server.close()


@pytest.fixture(scope="module")
def description(served: Asking) -> dict[str, Any]:
    return served.get("/api/v1/openapi.json").json()


def test_every_route_parameter_and_answer_is_described(served: Asking, description: dict[str, Any]) -> None:
    endpoints = api_endpoints(served.app.state.server.owner.file, ServerSettings())
    routed = {
        (route.path, method)
        for route in served.app.routes
        if getattr(route, "path", "").startswith("/api/v1/") and not route.path.endswith("openapi.json")
        for method in route.methods - {"HEAD"}
    }
    described = {(path, method.upper()) for path, item in description["paths"].items() for method in item}
    assert routed == described == {("/api/v1" + one.path, one.method) for one in endpoints}
    for one in endpoints:
        operation = description["paths"]["/api/v1" + one.path][one.method.lower()]
        names = {parameter["name"] for parameter in operation["parameters"]} - {"X-Countermove"}
        assert names == {parameter.name for parameter in one.parameters}
        assert all(parameter["description"] for parameter in operation["parameters"])
        assert set(re.findall(r"{(\w+)}", one.path)) == {one.name for one in one.parameters if one.in_path}
        content = operation["responses"]["200"]["content"]
        assert set(content) == set(one.media) and operation["summary"]
        assert operation["operationId"] == one.name
    assert len({one.name for one in endpoints}) == len(endpoints)


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    references = set(re.findall(r"'\$ref': '#/components/(\w+)/([^']+)'", repr(description)))
    assert len(references) > 50
    assert all(name in description["components"][kind] for kind, name in references)


def test_requests_made_from_the_description(served: Asking, description: dict[str, Any]) -> None:
    from hypothesis import HealthCheck, Phase, given, settings

    schema = schemathesis.openapi.from_dict(description)
    checks = [
        schemathesis.checks.CHECKS.get_one(name)
        for name in ("not_a_server_error", "response_schema_conformance", "content_type_conformance",
                     "status_code_conformance")
    ]  # fmt: skip
    limits = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    called = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if operation.path in NOT_CALLED:
            continue

        @limits
        @given(case=operation.as_strategy())
        def check(case: Any) -> None:
            headers = {**{name: str(value) for name, value in (case.headers or {}).items()}, **WRITE}
            body = {} if not isinstance(case.body, (dict, list)) else {"json": case.body}
            path = case.formatted_path
            answer = served.ask(case.method.upper(), path, params=case.query or {}, headers=_sendable(headers), **body)
            case.validate_response(
                schemathesis.Response.from_httpx(answer, verify=False) if hasattr(schemathesis, "Response") else answer,
                checks=checks,
            )

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            check()
        called += 1
    assert called > 20


def _sendable(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if value.isascii() and value.isprintable()}
