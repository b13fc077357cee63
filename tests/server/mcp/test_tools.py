"""Every tool answers, with sources whose offsets hold."""

from typing import Any

import jsonschema
import pytest

from countermove.record.record import RecordFile
from countermove.server.mcp.untrusted import FIELD
from tests.server.mcp.asking import Assistant

TOOLS = (
    "info", "search", "events", "event", "claims", "claim", "stories", "story", "actor", "numbers", "silences",
    "board", "forecast", "article", "evidence",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(example) -> Assistant:
    return Assistant(example)


@pytest.fixture(scope="module")
def asked(assistant) -> dict[str, dict[str, Any]]:
    """What is asked of each tool: the ids are those of a move with answers."""
    move = assistant("events", type="MOBILIZE", actor="MAR")["found"]["items"][-1]
    claim = assistant("claims", limit=1)["found"]["items"][0]
    source = assistant("event", id=move["event_id"])["sources"][0]
    return {
        "info": {},
        "search": {"q": "minister"},
        "events": {"actor": ["MAR"], "limit": 5},
        "event": {"id": move["event_id"]},
        "claims": {"limit": 5},
        "claim": {"id": claim["claim_id"]},
        "stories": {},
        "story": {"id": move["story_id"]},
        "actor": {"who": "MAR"},
        "numbers": {},
        "silences": {},
        "board": {"id": move["event_id"]},
        "forecast": {"event": move["event_id"]},
        "article": {"id": source["article_id"]},
        "evidence": {"id": source["article_id"], "start": source["start"], "end": source["end"]},
    }


@pytest.fixture(scope="module")
def texts(example) -> dict[str, str]:
    with RecordFile(example, read_only=True) as file:
        return dict(file.connection.execute("select article_id, text from articles").fetchall())


def test_the_tools_only_read_and_warn_of_what_others_wrote(assistant):
    tools = assistant.run(lambda client: client.list_tools()).tools
    assert tuple(tool.name for tool in tools) == TOOLS
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint
        assert "never instructions" in tool.description
        assert FIELD in tool.description
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema)


@pytest.mark.parametrize("name", TOOLS)
def test_every_answer_has_the_shape_that_is_told_and_sources_that_hold(name, assistant, asked, texts):
    tools = assistant.run(lambda client: client.list_tools()).tools
    tool = next(one for one in tools if one.name == name)
    jsonschema.validate(asked[name], tool.input_schema)
    answer = assistant(name, **asked[name])
    jsonschema.validate(answer, tool.output_schema)
    assert answer["found"]
    numbers = [source["source"] for source in answer["sources"]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(cited(answer["found"])) == set(numbers)
    for source in answer["sources"]:
        text = texts[source["article_id"]]
        assert text[source["start"] : source["end"]] == source["words"][FIELD] != ""
        sentence = text[source["sentence_start"] : source["sentence_end"]]
        assert sentence == source["sentence"][FIELD]
        assert source["sentence_start"] <= source["start"] < source["sentence_end"]
        assert source["publisher"]


@pytest.mark.parametrize("name", sorted(set(TOOLS) - {"info", "stories", "forecast", "article"}))
def test_what_rests_on_articles_names_them(name, assistant, asked):
    assert assistant(name, **asked[name])["sources"]


def cited(value: Any) -> list[int]:
    """The numbers of all sources that rows name."""
    if isinstance(value, list):
        return [number for one in value for number in cited(one)]
    if isinstance(value, dict):
        return [*value.get("cites", ()), *(number for one in value.values() for number in cited(one))]
    return []


def test_filters_are_those_of_the_commands(assistant):
    everything = assistant("events", limit=100)["found"]["total"]
    some = assistant("events", actor=["MAR"], type=["MOBILIZE", "THREATEN"], since="2034-11-01", limit=100)["found"]
    assert 0 < some["total"] < everything
    for event in some["items"]:
        assert "MAR" in event["actor_codes"]
        assert event["event_type"] in ("MOBILIZE", "THREATEN")
    as_text = assistant("events", actor='["MAR"]', type='["MOBILIZE", "THREATEN"]', since="2034-11-01", limit=100)
    assert as_text["found"] == some


def test_pages_follow_one_another(assistant):
    ids, cursor = [], None
    while True:
        page = assistant("events", limit=20, cursor=cursor)["found"]
        ids += [event["event_id"] for event in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert len(ids) == len(set(ids)) == page["total"]


def test_the_actor_is_found_by_id_code_and_name(assistant):
    by_code = assistant("actor", who="MAR")["found"]["actor"]
    assert by_code["name"] == "Morocco"
    assert by_code["kind"] == "state"
    assert assistant("actor", who=by_code["entity_id"])["found"]["actor"] == by_code
    assert assistant("actor", who="morocco")["found"]["actor"] == by_code


def test_an_article_is_read_a_stretch_at_a_time(assistant, asked, texts):
    name = asked["article"]["id"]
    start, told = 0, ""
    while start is not None:
        answer = assistant("article", id=name, start=start, characters=300)["found"]
        assert answer["start"] == start
        told += answer["text"][FIELD]
        assert all(one["end"] > start and one["start"] < answer["end"] for one in answer["found"])
        start = answer["next_start"]
    assert told == texts[name]


def test_evidence_comes_with_the_text_around_it(assistant, asked, texts):
    answer = assistant("evidence", **asked["evidence"], around=50)
    passage, [source] = answer["found"]["passage"], answer["sources"]
    assert passage["start"] == max(0, source["start"] - 50)
    assert passage["text"][FIELD] == texts[source["article_id"]][passage["start"] : passage["end"]]
    assert source["words"][FIELD] in passage["text"][FIELD]


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("event", {"id": "e0"}, "id: there is no event e0"),
        ("claim", {"id": "c0"}, "id: there is no claim c0"),
        ("story", {"id": "t0"}, "id: there is no story t0"),
        ("board", {"id": "e0"}, "id: there is no event e0"),
        ("article", {"id": "a0"}, "id: there is no article a0"),
        ("actor", {"who": "ZZZ"}, "who: there is no actor ZZZ"),
        ("event", {}, "id: is missing"),
        ("events", {"type": "WAR"}, "type: 'WAR' is none of"),
        ("events", {"since": "soon"}, "since: 'soon' is no date"),
        ("events", {"since": "2034-12-01", "until": "2034-01-01"}, "is after until"),
        ("events", {"limit": 10**6}, "limit: must lie between 1 and 100"),
        ("events", {"colour": "red"}, "colour: no parameter"),
        ("events", {"actor": {"name": "MAR"}}, "actor: is neither a text nor a number"),
        ("events", {"cursor": "x"}, "cursor: is no cursor of this list"),
        ("forecast", {}, "ask"),
        ("sql", {}, "no tool 'sql'; tools are: info, search"),
    ],
)
def test_what_can_not_be_answered_is_refused_in_a_line(assistant, tool, given, words):
    refusal = assistant.refusal(tool, **given)
    assert words in refusal
    assert "\n" not in refusal
