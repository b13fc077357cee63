"""A server over a small record with hostile articles, for requests in this process and for a real browser."""

import shutil
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from countermove.intake.problem import Problem
from countermove.record.record import RecordFile
from countermove.schema import Article, Reading
from countermove.server.app import create_app
from countermove.server.articles_in import ArticleReader
from countermove.server.security.tokens import Tokens
from countermove.server.settings import ServerSettings
from tests.record.building import Draft, column, own_words, raid, store, tell_raid
from tests.server.conftest import Asking
from tests.server.pages.hostile import store_hostile

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


class QuickReader(ArticleReader):
    """Reads what a draft can tell: whoever "bombed" somebody."""

    def read(self, items: Iterable[Article | Problem]) -> Iterator[Reading | Problem]:
        for item in items:
            if isinstance(item, Problem):
                yield item
                continue
            draft = Draft(item.text, name=item.id, title=item.title, publisher=item.publisher, url=item.url)
            if "Norway bombed" in item.text:
                draft.state("Norway", "NOR")
                draft.event("bombed", ["n1"], [], "2024-10-30")
            yield draft.pair()[1]


@dataclass(frozen=True)
class Pages:
    """Ids of things in the record, and the addresses of its pages."""

    event: str
    other_event: str
    claim: str
    story: str
    article: str
    raid: str
    actor: str

    def all(self) -> list[str]:
        return [
            "/", "/?type=ASSAULT&actor=NOR", "/events", "/claims", "/stories", "/articles", "/actors", "/sources",
            "/search",
            "/search?q=harbour", "/forecast", "/forecast?actor=NOR&recipient=ISL", "/read",
            f"/events/{self.event}", f"/events/{self.event}/board", f"/claims/{self.claim}",
            f"/stories/{self.story}", f"/articles/{self.article}", f"/articles/{self.raid}",
            f"/actors/{self.actor}", "/events/nothing",
        ]  # fmt: skip


def make_record(file: RecordFile) -> Pages:
    """Raids, an answer, a silence, numbers that change, and everything hostile."""
    for paper, dead, words in ((1, 3, "Three"), (2, 5, "Five")):
        told = f"{words} sailors died and two boats burned."
        draft = raid(paper, told, title=f"Raid {paper}", url=f"https://paper{paper}.example/raid")
        draft.number(f"{words} sailors", dead, dead, "sailors", casualty="killed")
        draft.number("two boats", 2, 2, "boats")
        store(file, tell_raid(draft))
    answer = Draft(
        f"Iceland expelled the envoy of Norway. Seven sailors died. {own_words(3)}",
        name="answer", published="2024-11-02", publisher="Paper 3", title="Envoy out",
    )  # fmt: skip
    answer.state("Iceland", "ISL")
    answer.state("Norway", "NOR")
    answer.event("expelled", ["n1"], ["n2"], "2024-11-02", event_type="SANCTION", mode="expel", cameo="163", score=-5.0)
    answer.number("Seven sailors", 7, 7, "sailors", casualty="killed")
    store(file, answer)
    store_hostile(file)
    ids = {
        name: column(file, sql)[0]
        for name, sql in {
            "event": "select event_id from events order by reports desc, event_no",
            "other_event": "select event_id from events where event_type = 'SANCTION'",
            "claim": "select claim_id from claims order by claim_no",
            "story": "select s.story_id from stories s join articles a on a.story_no = s.story_no "
            "group by s.story_id, s.story_no order by count(*) desc, s.story_no",
            "article": "select article_id from articles where title like '%script%' order by article_no",
            "raid": "select article_id from articles where title = 'Raid 1'",
            "actor": "select entity_id from entities where name like '%onerror%'",
        }.items()
    }
    return Pages(**ids)


@pytest.fixture(scope="session")
def page_record(tmp_path_factory: pytest.TempPathFactory, quick_knowledge: None) -> Iterator[tuple[RecordFile, Pages]]:
    with RecordFile(tmp_path_factory.mktemp("pages") / "<img src=x onerror=xss=30>.duckdb") as file:
        yield file, make_record(file)


@pytest.fixture(scope="session")
def pages(page_record: tuple[RecordFile, Pages]) -> Pages:
    return page_record[1]


@pytest.fixture(scope="session")
def app(page_record: tuple[RecordFile, Pages]) -> Iterator[Any]:
    found = create_app(page_record[0], ServerSettings(), Tokens(), QuickReader())
    yield found
    found.state.server.close()


@pytest.fixture(scope="session")
def site(app: Any) -> Asking:
    return Asking(app)


@pytest.fixture(scope="session")
def address(app: Any) -> Iterator[str]:
    """Where the server listens."""
    import uvicorn

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; while it is there, no test in this process can run a loop of its own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine: apt-get install chromium")
    with playwright.sync_playwright() as running:
        found = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()
