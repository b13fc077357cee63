"""What the server tells those who run it: counts for Prometheus, and logs without what was asked or who asked."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.logs import LOGGER, set_up_logs, tell_failure
from countermove.server.metrics import Metrics
from countermove.server.security.tokens import Tokens, new_token
from countermove.server.settings import ServerSettings
from tests.server.conftest import Asking


@pytest.fixture
def lines(raids: RecordFile) -> Iterator[io.StringIO]:
    """What is logged as JSON."""
    loggers = [logging.getLogger(name) for name in (LOGGER, "uvicorn.error")]
    before = [(one, one.handlers[:], one.propagate, one.level) for one in loggers]
    stream = io.StringIO()
    set_up_logs("json", stream)
    yield stream
    for one, handlers, propagate, level in before:
        one.handlers[:], one.propagate = handlers, propagate
        one.setLevel(level)


def entries(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_counts_are_valid_and_add_up(asking: Asking) -> None:
    for path in ("/api/v1/events", "/api/v1/events", "/api/v1/events/nothing", '/no"such%0apage', "/"):
        asking.get(path)
    answer = asking.get("/metrics")
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    assert families["countermove_record_events"].samples[0].value == 1
    assert families["countermove_request_seconds"].type == "histogram"
    requests = {
        (one.labels["route"], one.labels["status"]): one.value for one in families["countermove_requests"].samples
    }
    assert requests[("/api/v1/events", "200")] >= 2 and requests[("/api/v1/events/{id}", "404")] >= 1
    buckets: dict[str, list[float]] = {}
    for sample in families["countermove_request_seconds"].samples:
        if sample.name.endswith("_bucket"):
            buckets.setdefault(sample.labels["route"], []).append(sample.value)
        elif sample.name.endswith("_count"):
            found = buckets[sample.labels["route"]]
            assert found == sorted(found) and found[-1] == sample.value
    assert len({family for family in families}) == len(families) and all("page" not in route for route, _ in requests)


def test_names_that_are_no_labels_are_escaped() -> None:
    metrics = Metrics()
    metrics.count("articles", 'a"b\\c\nd')
    metrics.request('/x"y', "GET", 200, 0.2)
    found = list(text_string_to_metric_families(metrics.text({"of_now": 1_006_213.0})))
    labels = [sample.labels for family in found for sample in family.samples]
    assert {sample.value for family in found for sample in family.samples} >= {1_006_213.0}
    assert {"what": 'a"b\\c\nd'} in labels and any(one.get("route") == '/x"y' for one in labels)


def test_every_request_has_an_id_a_status_and_a_time_and_tells_no_secret(
    raids: RecordFile, lines: io.StringIO, tmp_path: Path
) -> None:
    token = new_token(tmp_path / "tokens.txt", "read", "the desk")
    app = create_app(raids, ServerSettings(), Tokens.load(tmp_path / "tokens.txt"))
    asking = Asking(app)
    headers = {"Authorization": f"Bearer {token}", "Cookie": f"countermove={token}"}
    answers = [
        asking.get("/api/v1/events?actor=Secretland", "203.0.113.9", headers=headers),
        asking.get("/api/v1/events/secret-id", "203.0.113.9", headers=headers),
        asking.get("/api/v1/events", "203.0.113.9"),
    ]
    app.state.server.close()
    found = [one for one in entries(lines) if one["message"] == "request"]
    assert [(one["status"], one["route"]) for one in found] == [
        (200, "/api/v1/events"), (404, "/api/v1/events/{id}"), (401, "/api/v1/events"),
    ]  # fmt: skip
    assert [one["request"] for one in found] == [answer.headers["x-request-id"] for answer in answers]
    assert len({str(one["request"]) for one in found}) == 3 and all(isinstance(one["ms"], float) for one in found)
    text = lines.getvalue()
    assert not [word for word in (token, app.state.server.csrf_token, "ecret", "203.0.113.9") if word in text]


def test_failures_are_one_object_a_line_too(lines: io.StringIO) -> None:
    async def failing() -> None:
        try:
            raise ValueError("a mistake\nof ours")
        except ValueError as error:
            tell_failure(error)
            logging.getLogger("uvicorn.error").error("Exception in ASGI application\n", exc_info=error)

    asyncio.run(failing())
    found = entries(lines)
    assert len(found) == 2 and all("ValueError" in str(one["error"]) and one["level"] == "error" for one in found)
