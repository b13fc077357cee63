"""Pages as HTML: that they come, what they are made of, and that hostile text stays text."""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from countermove.server.pages.words import after_days, moment_words
from tests.server.conftest import Asking
from tests.server.pages.conftest import Pages
from tests.server.pages.hostile import PAYLOADS

VOID = {"meta", "link", "input", "img", "source", "br", "rect", "circle", "line", "path"}
SHAPES = {"svg", "g", "path", "rect", "text", "tspan", "line", "title", "desc", "style", "defs", "clipPath"}
HANDLERS = re.compile(r"^on")


class Tree(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.depth: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.depth.append(tag)

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.depth:
            while self.depth.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def trees(site: Asking, pages: Pages) -> dict[str, Tree]:
    found = {}
    for path in pages.all():
        answer = site.get(path)
        assert answer.status_code == (404 if path.endswith("nothing") else 200), (path, answer.text[:500])
        assert answer.headers["content-type"].startswith("text/html")
        found[path] = Tree(answer.text)
    return found


def runs_nothing(tree: Tree, path: str) -> None:
    """The page has no tag or attribute that runs or loads something but its own script."""
    scripts = tree.named("script")
    assert [one.get("src") for one in scripts] == ["/static/page.js"], path
    assert not {"iframe", "base", "object", "embed", "style"} & {name for name, _ in tree.tags}, path
    for name, attributes in tree.tags:
        assert not any(HANDLERS.match(one) or one in ("style", "srcdoc", "autofocus") for one in attributes), path
        for one in ("href", "src", "action", "srcset"):
            target = attributes.get(one) or ""
            inside = target.startswith(("/", "#")) and not target.startswith("//")
            assert not target or inside or (name == "a" and target.startswith(("http://", "https://"))), (
                path, name, target,
            )  # fmt: skip


def test_no_page_has_a_tag_or_attribute_that_runs_or_loads(trees: dict[str, Tree]) -> None:
    for path, tree in trees.items():
        runs_nothing(tree, path)


@pytest.mark.parametrize(
    "path",
    ["/?topic=", "/?place=", "/?since=", "/?nothing=", "/events?actor=", "/events?type=", "/claims?recipient=",
     "/stories?topic=", "/articles?publisher=", "/actors?name=", "/search?q=", "/forecast?actor=",
     "/login?next=", "/events/", "/actors/"],
)  # fmt: skip
def test_payloads_in_an_address_are_text(site: Asking, path: str) -> None:
    for payload in PAYLOADS[:3] if path.startswith("/forecast") else PAYLOADS:  # a forecast takes its time
        answer = site.get(path + quote(payload, safe=""))
        assert answer.status_code in (200, 303, 400, 404), (path, payload)
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith("//")
        else:
            runs_nothing(Tree(answer.text), path + payload)


@pytest.mark.parametrize("field", ["text", "url", "title", "published", "publisher"])
def test_payloads_in_the_form_that_reads_are_text(site: Asking, field: str) -> None:
    for payload in PAYLOADS:
        form = {"action": "read", "text": "Norway bombed a lighthouse.", field: payload}
        answer = site.post("/read", data=form)
        assert answer.status_code in (200, 400, 422), (field, payload, answer.text[:300])
        runs_nothing(Tree(answer.text), payload)


def test_payloads_are_shown_as_they_are(trees: dict[str, Tree]) -> None:
    words = "".join("".join(tree.words) for tree in trees.values())
    for payload in PAYLOADS[:8]:
        assert payload in words, payload


def test_every_page_can_be_used_without_sight_or_mouse(trees: dict[str, Tree]) -> None:
    for path, tree in trees.items():
        names = [name for name, _ in tree.tags]
        assert names.count("h1") == 1 and names.count("main") == 1, path
        assert {"header", "nav", "footer"} <= set(names), path
        assert tree.named("html")[0]["lang"] == "en"
        assert any(one.get("href") == "#main" for one in tree.named("a")), path
        labelled = {one.get("for") for one in tree.named("label")}
        for tag in ("input", "select", "textarea"):
            for one in tree.named(tag):
                assert one.get("type") == "hidden" or one.get("id") in labelled, (path, one)
        ids = [attributes["id"] for _, attributes in tree.tags if attributes.get("id")]
        assert len(ids) == len(set(ids)), (path, sorted(one for one in set(ids) if ids.count(one) > 1))
        assert names.count("table") == names.count("caption"), path
        assert all(one.get("scope") in ("col", "row") for one in tree.named("th")), path
        assert all(one.get("alt") for one in tree.named("img")), path


def test_a_filter_that_is_left_empty_is_none(site: Asking) -> None:
    assert site.get("/events?actor=&type=&since=").status_code == 200


def test_what_cannot_be_asked_is_told_in_words(site: Asking) -> None:
    answer = site.get("/events?type=PARTY")
    assert answer.status_code == 400 and "PARTY" in answer.text and "<h1>" in answer.text
    assert site.get("/events?cursor=abc").status_code == 400


def test_filters_stay_in_the_address(site: Asking, pages: Pages) -> None:
    text = site.get("/events?type=SANCTION").text
    assert pages.other_event in text and pages.event not in text
    assert '<option value="SANCTION" selected>' in text and "/api/v1/export/csv?type=SANCTION&amp;what=events" in text


def test_a_situation_without_events_says_what_to_do(site: Asking) -> None:
    found = site.get("/?actor=KEN")
    tree = Tree(found.text)
    assert "No event matches these filters in these days." in found.text
    targets = {one.get("href") for one in tree.named("a")}
    assert {"/?actor=KEN&since=0001-01-01", "/"} <= targets
    assert not tree.named("figure") and "in these days" not in site.get("/?actor=KEN&story=x").text


def numbers(site: Asking) -> list[Any]:
    found: list[Any] = site.get("/api/v1/numbers?limit=100").json()["items"]
    return found


def test_a_number_that_stays_is_told_and_one_that_changes_is_drawn(site: Asking, pages: Pages) -> None:
    told = {one["series_id"]: [value["low"] for value in one["told"]] for one in numbers(site)}
    for path in (f"/events/{pages.event}", f"/stories/{pages.story}"):
        text = site.get(path).text
        drawn = re.findall(r'src="/charts/numbers/(\w+)\.svg', text)
        tables = re.findall(r'href="/charts/numbers/(\w+)\.csv', text)
        assert [sorted(told[one])[:2] for one in drawn] == [[3, 5]], path
        [boats] = [one for one in told if told[one] == [2, 2]]
        assert {*drawn, boats} <= set(tables) and boats not in drawn, path
        assert "<b>2</b> each time, 1 November 2024, by Paper 1 and Paper 2" in text, path


def test_an_account_leads_to_those_who_act(site: Asking, pages: Pages) -> None:
    tree = Tree(site.get(f"/events/{pages.event}").text)
    assert {"/actors/NOR", "/actors/ISL"} <= {one.get("href") for one in tree.named("a")}


def test_days_after_are_told_as_people_do() -> None:
    assert [after_days(one) for one in (0, 1, 2.5, 14)] == [
        "on the same day", "after 1 day", "after 2.5 days", "after 14 days",
    ]  # fmt: skip
    assert [moment_words(one) for one in ("2024-11-01", "2024-11-01T14:30:00Z", "2024-11", "<b>", None)] == [
        "1 November 2024", "1 November 2024, 14:30", "2024-11", "<b>", "no date",
    ]  # fmt: skip


def test_a_form_without_the_token_changes_nothing(site: Asking, pages: Pages) -> None:
    form = {"action": "merge", "other": pages.other_event}
    answer = site.post(f"/events/{pages.event}/decide", data=form, headers={})
    assert answer.status_code == 403


def test_charts_come_as_drawing_table_and_specification(site: Asking) -> None:
    drawing = site.get("/charts/timeline.svg?width=narrow")
    assert drawing.headers["content-type"].startswith("image/svg+xml")
    assert "<title>Events by day and type</title>" in drawing.text and "<desc>" in drawing.text
    assert site.get("/charts/timeline.csv").text.startswith("day,type,class,events\r\n")
    assert site.get("/charts/timeline.vl.json").json()["$schema"].endswith("v5.json")
    [cell] = site.get("/charts/matrix.json?type=SANCTION").json()
    assert {"who": "Iceland", "whom": "Norway", "events": 1, "conflict": 1}.items() <= cell.items()
    assert site.get("/charts/places.json").json() and site.get("/charts/timeline.exe").status_code == 404


def test_drawings_of_hostile_words_are_well_formed_and_hold_no_script(site: Asking) -> None:
    hostile = [one for one in numbers(site) if any(char in one["unit"] for char in "<'\"")]
    assert len(hostile) >= 6
    for one in hostile:
        answer = site.get(f"/charts/numbers/{one['series_id']}.svg")
        assert answer.status_code == 200
        for element in ElementTree.fromstring(answer.text).iter():
            assert element.tag.rpartition("}")[2] in SHAPES, one["unit"]
            assert not any(HANDLERS.match(name) or "href" in name for name in element.attrib), one["unit"]


def test_only_files_of_the_pages_are_given(site: Asking) -> None:
    assert site.get("/static/style.css").status_code == 200
    for name in ("..%2froutes.py", "%2e%2e%2f%2e%2e%2fapp.py", "routes.py"):
        assert site.get(f"/static/{name}").status_code == 404


def test_what_is_not_there_or_fails_is_a_page_but_for_programs(site: Asking, pages: Pages) -> None:
    for path, status in (
        ("/nothing", 404), ("/events/nothing", 404), ("/events?since=2024-13-01", 400), ("/events?nope=1", 400),
        (f"/events/{pages.event}/decide", 405), ("/<script>window.xss=50</script>", 404), ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ):  # fmt: skip
        answer = site.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8"), path
        tree = Tree(answer.text)
        assert [one.get("src") for one in tree.named("script")] == ["/static/page.js"]
        assert len(tree.named("h1")) == 1 and tree.named("nav")
    assert set(site.get("/api/v1/nothing").json()) == {"error"}
    assert set(site.get("/nothing", headers={"Accept": "application/json"}).json()) == {"error"}
    assert site.get("/events", headers={"Host": "evil.example"}).headers["content-type"].startswith("text/html")


def test_a_mistake_of_the_server_is_a_page_with_all_headers(site: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*values: Any, **options: Any) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("countermove.server.cache.AnswerCache.get", fail)
    answer = site.get("/sources")
    assert answer.status_code == 500 and "secret" not in answer.text and "<h1>" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert site.get("/api/v1/sources").json()["error"]["code"] == "internal"
