"""Pages are kept whole, apart for those who may write and those who may not."""

from pathlib import Path

import pytest

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.security.tokens import Tokens, new_token
from countermove.server.settings import ServerSettings
from tests.server.conftest import Asking

AWAY = "203.0.113.9"


def rendered(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were rendered from now on."""
    from countermove.server.pages.site import Site

    found: list[str] = []
    page = Site.page

    def noting(self, request, template, *given, **named):  # type: ignore[no-untyped-def]
        found.append(template)
        return page(self, request, template, *given, **named)

    monkeypatch.setattr(Site, "page", noting)
    return found


def test_a_page_is_made_once_until_the_record_changes(asking: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    made = rendered(asking, monkeypatch)
    first = asking.get("/stories?topic=harbour")
    again = asking.get("/stories?topic=harbour")
    ids = [answer.headers.pop("X-Request-Id") for answer in (first, again)]
    assert first.content == again.content and first.headers == again.headers and made == ["stories.html"]
    assert ids[0] != ids[1]
    plain = asking.get("/stories?topic=harbour", headers={"Accept-Encoding": "identity"})
    assert plain.content == first.content and "content-encoding" not in plain.headers
    asking.app.state.server.owner.changed(hard=True)
    asking.get("/stories?topic=harbour")
    assert len(made) == 3
    wrong = [asking.get("/stories?since=x").status_code for _ in range(2)]
    assert wrong == [400, 400]


def test_who_may_only_read_gets_a_page_of_their_own(raids: RecordFile, tmp_path: Path) -> None:
    path = tmp_path / "tokens.txt"
    reads, writes = new_token(path, "read", "reader"), new_token(path, "write", "Ada")
    app = create_app(raids, ServerSettings(), Tokens.load(path))
    asking = Asking(app)
    [event] = asking.get("/api/v1/events").json()["items"]
    address = f"/events/{event['event_id']}"
    pages = [
        asking.get(address, AWAY, headers={"Authorization": f"Bearer {token}"}).text
        for token in (writes, reads, writes)
    ]
    app.state.server.close()
    assert pages[0] == pages[2] != pages[1]
    assert "<form" in pages[0] and 'name="csrf_token"' not in pages[1].partition("</main>")[0]


def test_drawings_are_packed(asking: Asking) -> None:
    drawing = asking.get("/charts/timeline.svg")
    assert drawing.headers["content-encoding"] == "gzip" and drawing.text.startswith("<svg")
