"""Who is let in, and what every answer carries."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from countermove.record.errors import RecordError
from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.run import refuse_open_door
from countermove.server.security.hosts import host_name, is_loopback
from countermove.server.security.tokens import TokenError, Tokens, new_token
from countermove.server.settings import ServerSettings
from tests.server.conftest import WRITE, Asking

EVENTS = "/api/v1/events"
MERGE = "/api/v1/decisions/merge"
AWAY = "203.0.113.9"


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("tokens") / "tokens.txt"
    made = {"read": new_token(path, "read", "reader"), "write": new_token(path, "write", "Ada")}
    return {**made, "file": str(path)}


@pytest.fixture(scope="module")
def guarded(raids: RecordFile, tokens: dict[str, str]) -> Iterator[Asking]:
    settings = ServerSettings(body_bytes=1_000, body_seconds=0.2, header_bytes=4_000)
    app = create_app(raids, settings, Tokens.load(Path(tokens["file"])))
    yield Asking(app)
    app.state.server.close()


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_every_answer_has_the_headers(guarded: Asking) -> None:
    for path in (EVENTS, "/nothing", "/api/v1/events/x", "/metrics"):
        headers = guarded.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
        assert "set-cookie" not in headers


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::1", "127.0.0.1:1:2", "a b"])
def test_other_names_are_refused(guarded: Asking, host: str) -> None:
    answer = guarded.get(EVENTS, headers={"Host": host})
    assert (answer.status_code, answer.json()["error"]["where"]) == (421, "Host")


@pytest.mark.parametrize("host", ["localhost:8765", "127.0.0.1", "[::1]:9", "LOCALHOST", "localhost.:1"])
def test_own_names_are_known(guarded: Asking, host: str) -> None:
    assert guarded.get(EVENTS, headers={"Host": host}).status_code == 200


def test_from_elsewhere_a_token_is_needed(guarded: Asking, tokens: dict[str, str]) -> None:
    assert guarded.get(EVENTS, AWAY).status_code == 401
    assert guarded.get(EVENTS, AWAY, headers=bearer("x" * 43)).status_code == 401
    assert guarded.get(EVENTS, AWAY, headers={"Authorization": "Basic eDp5"}).status_code == 401
    assert guarded.get(EVENTS, AWAY, headers=bearer(tokens["read"])).status_code == 200
    assert guarded.post(MERGE, AWAY, json={"ids": []}, headers=bearer(tokens["read"])).status_code == 403
    assert guarded.post(MERGE, AWAY, json={"ids": []}, headers=bearer(tokens["write"])).status_code == 400
    assert guarded.post(MERGE, AWAY, json={"ids": []}, headers=WRITE).status_code == 401
    proxied = guarded.get(EVENTS, headers={"X-Forwarded-For": "127.0.0.1"})
    assert proxied.status_code == 401


def test_pages_of_other_sites_can_not_write(guarded: Asking) -> None:
    body = {"ids": []}
    refused = [
        {},
        {"Content-Type": "text/plain"},
        {**WRITE, "Origin": "http://evil.example"},
        {**WRITE, "Origin": "null"},
        {**WRITE, "Sec-Fetch-Site": "cross-site"},
        {**WRITE, "Sec-Fetch-Site": "same-site"},
    ]
    for headers in refused:
        assert guarded.post(MERGE, json=body, headers=headers).status_code == 403
    own = {**WRITE, "Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
    assert guarded.post(MERGE, json=body, headers=own).status_code == 400  # two ids are needed: it was let in


def test_forms_need_the_token_of_the_page(guarded: Asking) -> None:
    assert guarded.post("/nothing", data={"csrf_token": "guess"}, headers={}).status_code == 403
    own = guarded.app.state.server.csrf_token
    assert guarded.post("/nothing", data={"csrf_token": own}, headers={}).status_code in (404, 405)


def test_sizes(guarded: Asking) -> None:
    answer = guarded.post(MERGE, content=b"[" * 1_001, headers={**WRITE, "Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")
    assert guarded.get(EVENTS + "?actor=" + "x" * 4_000).status_code == 431

    async def parts():  # type: ignore[no-untyped-def]
        for _ in range(3):
            yield b"x" * 500

    streamed = guarded.post(MERGE, content=parts(), headers={**WRITE, "Content-Type": "application/json"})
    assert streamed.status_code == 413


def test_packed_bodies_and_those_of_two_lengths(guarded: Asking) -> None:
    packed = gzip.compress(b'{"ids": []}')
    answer = guarded.post(MERGE, content=packed, headers={**WRITE, "Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["error"]["where"]) == (415, "Content-Encoding")
    two = {**WRITE, "Content-Length": "11", "Transfer-Encoding": "chunked"}
    answer = guarded.post(MERGE, content=b'{"ids": []}', headers=two)
    assert (answer.status_code, answer.json()["error"]["where"]) == (400, "Content-Length")


def test_a_slow_body(guarded: Asking) -> None:
    async def post() -> int:
        started: list[int] = []

        async def receive() -> dict[str, object]:
            await asyncio.sleep(5)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: dict[str, object]) -> None:
            if message["type"] == "http.response.start":
                started.append(int(str(message["status"])))

        headers = [(b"host", b"localhost"), (b"x-countermove", b"1"), (b"content-length", b"10")]
        scope = {
            "type": "http", "method": "POST", "path": MERGE, "raw_path": MERGE.encode(), "query_string": b"",
            "headers": headers, "client": ("127.0.0.1", 1), "scheme": "http", "http_version": "1.1", "root_path": "",
        }  # fmt: skip
        await guarded.app(scope, receive, send)
        return started[0]

    assert asyncio.run(post()) == 408


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/events/..%2f..%2fetc%2fpasswd", "/api/v1/events/%00", "/api/v1/events/%ed%a0%80",
        "/api/v1/events/%ff",
        "/api/%2e%2e/%2e%2e/etc/passwd", "/api/v1/events/a%0d%0aSet-Cookie:%20x", "/api/v1/export/..%2fcsv",
        "/static/..%2f..%2fapp.py",
        "/api/v1/events?actor=%00", "/api/v1/events?actor=%ff", "/api/v1/events?actor=%ed%a0%80",
        "/api/v1/events?cursor=%F0",
        "/api/v1/events?since=2024-13-01", "/api/v1/events?limit=1e3", "/api/v1/events?limit=9999999999999999999",
        "/api/v1/events?min_origins=-1", "/api/v1/events?nope=1", "/api/v1/events?cursor=W10",
        "/api/v1/events?cursor=bnVsbA",
        "/api/v1/events?since=2024-11-02&until=2024-11-01", "/api/v1/situation?since=0001-01-01",
        "/api/v1/events?limit=٣",
    ],
)  # fmt: skip
def test_hostile_addresses_are_told_in_one_shape(guarded: Asking, path: str) -> None:
    answer = guarded.get(path)
    assert 400 <= answer.status_code < 500
    assert set(answer.json()["error"]) == {"code", "message", "where"}
    assert "\r" not in str(answer.headers) and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "body", [b"", b"{", b'{"ids": "x"}', b'{"ids": ["\\ud800"]}', b"\xff", b"[" * 900, b'{"ids": [], "x": 1}', b"null"]
)
def test_hostile_bodies(guarded: Asking, body: bytes) -> None:
    answer = guarded.post(MERGE, content=body, headers={**WRITE, "Content-Type": "application/json"})
    assert answer.status_code in (400, 422) and set(answer.json()["error"]) == {"code", "message", "where"}
    assert guarded.post(MERGE, content=body, headers={**WRITE, "Content-Type": "text/xml"}).status_code == 415


def test_a_server_for_others_needs_tokens(tokens: dict[str, str]) -> None:
    refuse_open_door(ServerSettings(host="127.0.0.1"), Tokens())
    refuse_open_door(ServerSettings(host="0.0.0.0"), Tokens.load(Path(tokens["file"])))
    for host in ("0.0.0.0", "::", "192.0.2.1", "desk.example"):
        with pytest.raises(RecordError, match="--new-token"):
            refuse_open_door(ServerSettings(host=host), Tokens())


def test_token_files(tmp_path: Path, tokens: dict[str, str]) -> None:
    assert tokens["read"] not in Path(tokens["file"]).read_text()
    loose = tmp_path / "loose.txt"
    loose.write_text(Path(tokens["file"]).read_text())
    loose.chmod(0o644)
    with pytest.raises(TokenError, match="chmod 600"):
        Tokens.load(loose)
    loose.chmod(0o600)
    loose.write_text("read abc\n")
    with pytest.raises(TokenError, match="line 1"):
        Tokens.load(loose)


def test_names_of_this_machine() -> None:
    assert [host_name(text) for text in ("a.b:1", "[::1]:2", "A", "a/b", "")] == ["a.b", "[::1]", "a", None, None]
    assert [is_loopback(one) for one in ("127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "::", "x")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
