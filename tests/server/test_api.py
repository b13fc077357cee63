"""What the API answers."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from countermove.server.settings import ServerSettings
from tests.record.building import Draft, own_words, store
from tests.server.conftest import WRITE, Asking

V1 = "/api/v1"


@pytest.fixture
def changing(tmp_path: Path, quick_knowledge: None) -> Iterator[Asking]:
    """A server over five events on five days."""
    with RecordFile(tmp_path / "r.duckdb") as file:
        store(file, *(happening(number) for number in range(1, 6)))
        app = create_app(file, ServerSettings(page_items=2))
        yield Asking(app)
        app.state.server.close()


STATES = [("Norway", "NOR"), ("Peru", "PER"), ("Kenya", "KEN"), ("Japan", "JPN"), ("Chad", "TCD"), ("Fiji", "FJI"),
          ("Oman", "OMN")]  # fmt: skip


def happening(number: int) -> Draft:
    """An event of its own: who, to whom and when differ."""
    (who, code), (whom, other) = STATES[number], STATES[number - 1]
    about = f"It was day {number} of a dispute over fisheries number {number * 7919}, {own_words(number)}"
    draft = Draft(
        f"{who} bombed {whom}. {about}", name=f"h{number}", publisher="Paper", published=f"2024-{number:02}-20"
    )
    draft.state(who, code)
    draft.state(whom, other)
    draft.event("bombed", ["n1"], ["n2"], f"2024-{number:02}-15")
    return draft


def test_events_and_one_of_them(asking: Asking) -> None:
    found = asking.get(f"{V1}/events", params={"actor": "NOR", "type": "ASSAULT"}).json()
    [event] = found["items"]
    assert (found["total"], event["actors"], event["origins"]) == (1, ["Norway"], 3)
    full = asking.get(f"{V1}/events/{event['event_id']}", params={"limit": 2}).json()
    assert (full["reports"]["total"], len(full["reports"]["items"])) == (3, 2)
    assert asking.get(f"{V1}/events/{event['event_id']}/board").json()["status"] == "corroborated"
    assert asking.get(f"{V1}/events", params={"actor": "PER"}).json()["items"] == []


def test_an_article_with_its_reading(asking: Asking) -> None:
    article = asking.get(f"{V1}/articles").json()["items"][0]
    found = asking.get(f"{V1}/articles/{article['article_id']}").json()
    [event] = found["reading"]["events"]
    start, end = event["trigger"]
    assert found["text"][start:end] == "bombed"
    assert {"event", "entity"} <= {link["kind"] for link in found["links"]}


def test_actors_places_search(asking: Asking) -> None:
    norway = asking.get(f"{V1}/actors", params={"name": "norw"}).json()["items"][0]
    found = asking.get(f"{V1}/actors/{norway['entity_id']}").json()
    assert (found["actor"]["acted"], found["did"]["total"], found["received"]["total"]) == (1, 1, 0)
    assert found["partners"][0]["name"] == "Iceland"
    [place] = asking.get(f"{V1}/places").json()["items"]
    assert (place["name"], place["events"], place["kind"]) == ("Brackmouth", 1, "city")
    hits = asking.get(f"{V1}/search", params={"q": "harbour bombed"}).json()
    assert len(hits["events"]) == 1 and len(hits["articles"]) == 3
    assert hits["articles"][0]["word"].lower() in ("harbour", "bombed")
    assert asking.get(f"{V1}/search", params={"q": "harbour volcano"}).json()["articles"] == []


@pytest.mark.parametrize("path", ["events", "claims", "stories", "articles", "actors"])
def test_unknown_ids(asking: Asking, path: str) -> None:
    answer = asking.get(f"{V1}/{path}/x1")
    assert (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["where"]) == (
        404,
        "not_found",
        "id",
    )


def test_pages_stay_in_step_while_articles_are_added(changing: Asking) -> None:
    first = changing.get(f"{V1}/events").json()
    file = changing.app.state.server.owner.file
    store(file, happening(6))  # it happened later: it belongs before everything that was shown
    changing.app.state.server.owner.changed()
    seen = [event["event_id"] for event in first["items"]]
    cursor = first["next"]
    while cursor:
        page = changing.get(f"{V1}/events", params={"cursor": cursor}).json()
        seen += [event["event_id"] for event in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == first["total"] == 5
    everything = changing.get(f"{V1}/events", params={"format": "jsonl"})
    assert everything.headers["content-type"].startswith("application/jsonl")
    lines = [json.loads(line)["event_id"] for line in everything.text.splitlines()]
    assert lines[1:] == seen


def test_an_answer_that_is_still_the_same_is_not_sent_again(asking: Asking) -> None:
    first = asking.get(f"{V1}/events")
    again = asking.get(f"{V1}/events", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert asking.get(f"{V1}/events", headers={"If-None-Match": '"x"'}).status_code == 200
    assert asking.ask("HEAD", f"{V1}/events").headers["etag"] == first.headers["etag"]


def test_packed_answers(asking: Asking) -> None:
    packed = asking.get(f"{V1}/articles?limit=50", headers={"Accept-Encoding": "gzip"})
    plain = asking.get(f"{V1}/articles?limit=50", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.json() == plain.json() and len(gzip.compress(plain.content)) < len(plain.content)


def test_decisions_and_undoing_them(changing: Asking) -> None:
    ids = [event["event_id"] for event in changing.get(f"{V1}/events", params={"limit": 2}).json()["items"]]
    merged = changing.post(f"{V1}/decisions/merge", json={"ids": ids, "reason": "the same", "author": "Ada"})
    assert merged.status_code == 200, merged.text
    assert merged.json()["ids"][0] in ids
    assert changing.get(f"{V1}/events").json()["total"] == 4
    [decision] = changing.get(f"{V1}/decisions").json()["items"]
    assert (decision["author"], decision["action"], decision["reason"]) == ("Ada", "merge", "the same")
    assert changing.post(f"{V1}/decisions/undo", json={"decision_no": decision["decision_no"]}).status_code == 200
    assert {event["event_id"] for event in changing.get(f"{V1}/events").json()["items"]} == set(ids)
    article = changing.get(f"{V1}/articles").json()["items"][0]["article_id"]
    assert changing.post(f"{V1}/decisions/retract", json={"article": article}).json() == {"ids": [article]}
    assert changing.get(f"{V1}/events").json()["total"] == 4
    last = changing.get(f"{V1}/decisions").json()["items"][0]["decision_no"]
    assert changing.post(f"{V1}/decisions/undo", json={"decision_no": last}).json() == {"ids": [article]}
    assert changing.get(f"{V1}/events").json()["total"] == 5


def test_counts_by_day_and_who_towards_whom(asking: Asking) -> None:
    counts = asking.get(f"{V1}/counts").json()
    assert (counts["unit"], counts["undated"]) == ("day", 0)
    [day] = counts["counts"]
    assert (day["event_type"], day["events"]) == ("ASSAULT", 1)
    found = asking.get(f"{V1}/matrix", params={"type": "ASSAULT"}).json()
    names = {side["entity_id"]: side["name"] for side in (*found["actors"], *found["recipients"])}
    [cell] = found["cells"]
    assert (names[cell["who"]], names[cell["whom"]], cell["events"], found["pairs"]) == ("Norway", "Iceland", 1, 1)
    assert asking.get(f"{V1}/counts", params={"until": "2020-01-01"}).json()["counts"] == []


def test_exports(asking: Asking) -> None:
    for form, start in (
        ("csv", b"event_id"),
        ("parquet", b"PAR1"),
        ("xlsx", b"PK"),
        ("geojson", b"{"),
        ("jsonl", b"{"),
    ):
        answer = asking.get(f"{V1}/export/{form}")
        assert answer.status_code == 200 and answer.content.startswith((start, b'"' + start))
        assert answer.headers["x-rows"] == "1" and "attachment" in answer.headers["content-disposition"]
    wrong = asking.get(f"{V1}/export/gdelt", params={"what": "claims"})
    assert wrong.status_code == 400 and "claims" in wrong.json()["error"]["message"]


def test_reading_and_adding(changing: Asking) -> None:
    text = "Kenya condemned the attack on its embassy in Oslo on Monday."
    read = changing.post(f"{V1}/read", json={"text": text, "published": "2024-11-01"}).json()
    assert read["events"] and read["text"] == text
    lines = "\n".join([json.dumps({"text": text, "id": "k"}), "no json", json.dumps({"text": "  "})])
    headers = {**WRITE, "Content-Type": "application/jsonl"}
    added = changing.post(f"{V1}/articles", content=lines, headers=headers).json()
    assert (added["added"], [one["source"] for one in added["skipped"]]) == (1, ["line 2", "article-3"])
    again = changing.post(f"{V1}/articles", json={"text": text, "id": "k"}).json()
    assert (again["known"], again["articles"][0]["state"]) == (1, "known")
    for body, where in (({"url": "file:///etc/passwd"}, None), ({"url": "http://127.0.0.1:1/"}, None), ({}, "text")):
        refused = changing.post(f"{V1}/read", json=body)
        assert refused.status_code == 422 and refused.json()["error"]["where"] == where


def test_metrics(asking: Asking) -> None:
    asking.get(f"{V1}/events/e123")
    text = asking.get("/metrics").text
    assert 'countermove_requests_total{route="/api/v1/events/{id}",method="GET",status="404"}' in text
    assert "countermove_record_events 1" in text
