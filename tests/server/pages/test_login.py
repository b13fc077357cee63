"""A person at another machine gives a token in the browser, and has its rights from then on."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.pages.login_page import login_address, own_path
from countermove.server.security.cookie import token_in
from countermove.server.security.tokens import Tokens, new_token
from countermove.server.settings import ServerSettings
from tests.server.conftest import Asking
from tests.server.pages.conftest import Pages, QuickReader

AWAY = "203.0.113.9"
ORIGIN = {"Origin": "http://127.0.0.1:8765", "Sec-Fetch-Site": "same-origin"}
TEXT = "On Friday Norway bombed a lighthouse near a town that nobody had heard of before."


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("tokens") / "tokens.txt"
    made = {"read": new_token(path, "read", "<b>desk</b>"), "write": new_token(path, "write", "Ada")}
    return {**made, "file": str(path)}


@pytest.fixture(scope="module")
def remote(page_record: tuple[RecordFile, Pages], tokens: dict[str, str]) -> Iterator[Asking]:
    app = create_app(page_record[0], ServerSettings(), Tokens.load(Path(tokens["file"])), QuickReader())
    yield Asking(app)
    app.state.server.close()


def enter(remote: Asking, token: str, to: str = "/events", **headers: str) -> Any:
    return remote.post("/login", AWAY, data={"token": token, "next": to}, headers={**ORIGIN, **headers})


def cookie(remote: Asking, token: str) -> dict[str, str]:
    return {"Cookie": enter(remote, token).headers["set-cookie"].partition(";")[0]}


def form_token(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found is not None
    return found[1]


def test_a_page_asked_from_elsewhere_leads_to_the_login_and_back(remote: Asking, tokens: dict[str, str]) -> None:
    answer = remote.get("/events?type=SANCTION", AWAY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fevents%3Ftype%3DSANCTION")
    login = remote.get(answer.headers["location"], AWAY)
    assert login.status_code == 200 and 'name="next" value="/events?type=SANCTION"' in login.text
    entered = enter(remote, tokens["read"], "/events?type=SANCTION")
    assert (entered.status_code, entered.headers["location"]) == (303, "/events?type=SANCTION")
    kept = entered.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in kept.split(";")}
    page = remote.get("/events", AWAY, headers={"Cookie": kept.partition(";")[0]})
    assert page.status_code == 200 and "&lt;b&gt;desk&lt;/b&gt;" in page.text


def test_the_login_shows_nothing_of_the_record(remote: Asking) -> None:
    text = remote.get("/login", AWAY).text
    assert "csrf_token" not in text and "onerror" not in text and remote.app.state.server.csrf_token not in text
    assert remote.get("/static/style.css", AWAY).status_code == 200
    assert remote.get("/charts/timeline.csv", AWAY).status_code == 401


def test_a_wrong_token_gets_no_cookie(remote: Asking) -> None:
    for token in ("", "guess", "x" * 43):
        answer = enter(remote, token)
        assert answer.status_code == 401 and "set-cookie" not in answer.headers and "not known" in answer.text
    assert remote.get("/events", AWAY, headers={"Cookie": "countermove_token=guess"}).status_code == 303
    assert remote.get("/api/v1/events", AWAY, headers={"Cookie": "countermove_token=guess"}).status_code == 401


def test_no_other_site_can_log_somebody_in(remote: Asking, tokens: dict[str, str]) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = enter(remote, tokens["write"], **headers)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x"],
)
def test_it_leads_nowhere_else(remote: Asking, tokens: dict[str, str], target: str) -> None:
    assert enter(remote, tokens["read"], target).headers["location"] == "/"
    assert own_path(target) == "/" and login_address("/", "") == "/login"


def test_with_tls_in_front_the_cookie_is_for_tls_only(remote: Asking, tokens: dict[str, str]) -> None:
    assert "Secure" in enter(remote, tokens["read"], **{"X-Forwarded-Proto": "https"}).headers["set-cookie"]


def test_a_cookie_writes_only_with_the_token_of_the_form(remote: Asking, tokens: dict[str, str], pages: Pages) -> None:
    kept, path = cookie(remote, tokens["write"]), f"/events/{pages.event}/decide"
    form = {"action": "undo", "decision": "99999999"}
    refused = remote.post(path, AWAY, data=form, headers={**kept, **ORIGIN})
    assert refused.status_code == 403 and "<h1>" in refused.text
    form["csrf_token"] = form_token(remote.get(f"/events/{pages.event}", AWAY, headers=kept).text)
    other = remote.post(path, AWAY, data=form, headers={**kept, "Origin": "https://evil.example"})
    assert other.status_code == 403
    assert remote.post(path, AWAY, data=form, headers={**kept, **ORIGIN}).status_code in (400, 404, 409)  # let in


def test_a_token_for_reading_reads_and_adds_nothing(remote: Asking, tokens: dict[str, str], pages: Pages) -> None:
    kept = cookie(remote, tokens["read"])
    event = remote.get(f"/events/{pages.event}", AWAY, headers=kept).text
    assert "They are one event" not in event
    form = {"text": TEXT, "csrf_token": form_token(event)}
    read = remote.post("/read", AWAY, data={**form, "action": "read"}, headers={**kept, **ORIGIN})
    assert read.status_code == 200 and "Assault" in read.text and "Add to the record" not in read.text
    added = remote.post("/read", AWAY, data={**form, "action": "add"}, headers={**kept, **ORIGIN})
    assert added.status_code == 403 and "may only read" in added.text


def test_logging_out_takes_the_cookie_away(remote: Asking, tokens: dict[str, str]) -> None:
    kept = cookie(remote, tokens["read"])
    form = {"csrf_token": form_token(remote.get("/events", AWAY, headers=kept).text)}
    answer = remote.post("/logout", AWAY, data=form, headers={**kept, **ORIGIN})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_at_this_machine_there_is_no_cookie(remote: Asking, tokens: dict[str, str]) -> None:
    assert remote.get("/login").headers["location"] == "/"
    answer = remote.post("/login", data={"token": tokens["read"]}, headers=ORIGIN)
    assert answer.status_code == 303 and "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("header", "token"),
    [("countermove_token=a", "a"), ("x=1; countermove_token=b; y", "b"), ("countermove_token=", None), ("", None),
     ("my_countermove_token=a", None)],
)  # fmt: skip
def test_the_token_in_cookies(header: str, token: str | None) -> None:
    assert token_in({b"cookie": header.encode()}) == token
