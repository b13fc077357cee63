"""Answers stay within their limits, and say what they leave out."""

import json

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.server.mcp import protocol
from countermove.server.mcp.cutting import Size, cut
from countermove.server.mcp.looking import look
from countermove.server.mcp.settings import ToolSettings
from countermove.server.mcp.untrusted import FIELD
from tests.server.mcp.asking import Assistant
from tests.server.mcp.test_looking import SLOW

VALUES = st.recursive(
    st.none() | st.integers() | st.text(max_size=300),
    lambda inner: (
        st.lists(inner, max_size=12)
        | st.dictionaries(st.sampled_from(["name", "text", "sentence", "rows", "notes"]), inner, max_size=4)
    ),
    max_leaves=40,
)
SIZE = Size(rows=6, inner_rows=4, text=100, name=40, article=200)


@given(VALUES)
def test_nothing_is_larger_than_the_size_and_every_cut_is_told(value):
    told = []
    small = cut(value, SIZE, "found", told)
    assert (small == value) == (not told)
    assert len({one["where"] for one in told}) == len(told)
    for one in told:
        assert one["shown"] < one["of"]
    again = []
    assert cut(small, SIZE, "found", again) == small
    assert not again


@pytest.mark.parametrize("characters", [6_000, 12_000])
def test_an_answer_has_at_most_the_characters_that_are_allowed(example, characters):
    assistant = Assistant(example, answer_characters=characters)
    for tool, asked in (("events", {"limit": 100}), ("claims", {"limit": 100}), ("actor", {"who": "MAR"})):
        answer = assistant(tool, **asked)
        assert len(json.dumps(answer, ensure_ascii=False)) <= characters
        assert answer["sources"]
        assert any(one["unit"] == "rows" for one in answer["left_out"])


def test_a_page_that_is_cut_leads_to_the_rows_that_did_not_fit(example):
    assistant = Assistant(example, answer_characters=8_000)
    ids, cursor, total = [], None, None
    while cursor is not None or total is None:
        page = assistant("events", limit=100, cursor=cursor)["found"]
        ids += [event["event_id"] for event in page["items"]]
        cursor, total = page["next"], page["total"]
    assert len(ids) == len(set(ids)) == total


def test_what_can_not_be_made_small_enough_is_refused(example):
    assert "ask for less" in Assistant(example, answer_characters=100).refusal("events")


def test_texts_are_cut_and_it_is_told_where(example):
    answer = Assistant(example, text_characters=20)("events", limit=3)
    assert all(len(source["sentence"][FIELD]) <= 20 for source in answer["sources"])
    assert {"where": "sources[0].sentence", "shown": 20, "unit": "characters"}.items() <= next(
        one for one in answer["left_out"] if one["where"] == "sources[0].sentence"
    ).items()


def test_an_article_has_at_most_its_characters(example):
    assistant = Assistant(example, article_characters=100)
    name = assistant("events", limit=1)["sources"][0]["article_id"]
    answer = assistant("article", id=name)["found"]
    assert len(answer["text"][FIELD]) == answer["next_start"] == 100
    assert "must lie between 1 and 100" in assistant.refusal("article", id=name, characters=101)


def test_a_call_that_takes_too_long_is_refused(example, monkeypatch):
    def slow(record, tool, given, settings):
        return look(record, settings.call_seconds, lambda connection: connection.execute(SLOW).fetchall())

    monkeypatch.setattr(protocol, "answer", slow)
    assert "takes longer than 0.2 seconds" in Assistant(example, call_seconds=0.2).refusal("events")


def test_calls_beyond_those_that_may_wait_are_refused(example, monkeypatch):
    entered, most = [], []

    def slow(record, tool, given, settings):
        entered.append(tool.name)
        most.append(len(entered))
        anyio.from_thread.run(anyio.sleep, 0.2)
        entered.pop()
        return {"notice": "", "found": {}, "sources": [], "left_out": []}

    monkeypatch.setattr(protocol, "answer", slow)
    outcomes = []

    async def many(client):
        async def one():
            outcomes.append(await client.call_tool("info", {}))

        async with anyio.create_task_group() as group:
            for _ in range(6):
                group.start_soon(one)

    Assistant(example, calls_at_once=2, waiting_calls=1).run(many)
    refused = [one.content[0].text for one in outcomes if one.is_error]
    assert len(outcomes) == 6
    assert refused == ["too many calls are waiting; try again in a second"] * 3
    assert max(most) == 2


def test_a_mistake_of_ours_is_told_as_such_without_its_words(example, monkeypatch):
    def broken(record, tool, given, settings):
        raise KeyError("secret")

    monkeypatch.setattr(protocol, "answer", broken)
    refusal = Assistant(example).refusal("info")
    assert "mistake of countermove" in refusal
    assert "secret" not in refusal


def test_every_setting_is_a_positive_number():
    assert ToolSettings().with_setting("rows=5").rows == 5
    with pytest.raises(ValueError, match="must be a positive number"):
        ToolSettings().with_setting("rows=0")
