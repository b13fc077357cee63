"""What a row of events, claims and stories says, worked out from its reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countermove.record.pending import aggregate
from countermove.record.record import RecordFile
from countermove.record.rows import Rows
from tests.record.building import Draft, one_row, own_words, raid, rows, store, tell_raid

DAY = date(2024, 11, 1)


@dataclass(frozen=True)
class Told:
    """One report of an event, as far as the status depends on it."""

    origin: int = 1
    polarity: str = "happened"
    stance: str = "tells"
    counted: bool = True
    speaker: int | None = None
    fields: tuple[tuple[str, Any], ...] = ()


def put_event(record: RecordFile, reports: list[Told]) -> dict[str, Any]:
    """Make these the only reports of the only event and work its row out."""
    for table in ("event_mentions", "events"):
        record.connection.execute(f"delete from {table}")
    written = Rows(record.connection)
    names = written.schema("event_mentions").names
    new = dict.fromkeys(written.schema("events").names, 0) | {"event_no": 1, "event_id": "e1", "status": "open"}
    new |= dict.fromkeys(("event_type", "actor_codes", "recipient_codes", "actors", "recipients", "factuality"), "")
    new |= dict.fromkeys(("first_day", "last_day", "first_reported", "last_reported", "merged_into", "quad", "mode"))
    new |= dict.fromkeys(("contexts", "cameo", "time_inferred", "best_item"))
    written.append("events", [tuple(new.values())])
    written.append("event_mentions", [_mention(number, told, names) for number, told in enumerate(reports, 1)])
    aggregate(record.connection, {1}, set(), set())
    result = record.connection.execute("select * from events")
    return dict(zip([name for name, *_ in result.description], result.fetchone(), strict=True))


def _mention(number: int, told: Told, names: list[str]) -> tuple[Any, ...]:
    values: dict[str, Any] = {
        "event_no": 1,
        "article_no": number,
        "item": "e1",
        "score": 1.0,
        "reason": "",
        "decided_by": "model",
        "counted": told.counted,
        "event_type": "ASSAULT",
        "quad": "material_conflict",
        "time_inferred": False,
        "actor_codes": "NOR",
        "recipient_codes": "ISL",
        "actors": "Norway",
        "recipients": "Iceland",
        "factuality": "CT+",
        "polarity": told.polarity,
        "confidence": 0.5,
        "sentence_start": 0,
        "sentence_end": 1,
        "published_day": DAY + timedelta(days=number),
        "publisher_no": number,
        "origin_no": told.origin,
        "speaker_no": told.speaker,
        "stance": told.stance,
        "features": b"",
    }
    return tuple((values | dict(told.fields)).get(name) for name in names)


HAPPENED, OPEN = Told(), Told(polarity="open")
DENIED = Told(origin=7, polarity="denied", stance="denies")
CONFIRMED = Told(origin=8, stance="confirms", speaker=5)


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([HAPPENED], "single-origin"),
        ([HAPPENED, HAPPENED, HAPPENED], "single-origin"),
        ([HAPPENED, Told(origin=2)], "corroborated"),
        ([HAPPENED, Told(origin=2, polarity="open")], "single-origin"),
        ([HAPPENED, CONFIRMED], "confirmed"),
        ([HAPPENED, CONFIRMED, DENIED], "confirmed"),
        ([HAPPENED, DENIED], "disputed"),
        ([HAPPENED, Told(origin=2), DENIED], "disputed"),
        ([DENIED], "denied"),
        ([DENIED, OPEN], "denied"),
        ([OPEN, Told(origin=2, polarity="open")], "open"),
        ([Told(counted=False)], "withdrawn"),
        ([HAPPENED, Told(origin=2, counted=False)], "single-origin"),
        ([HAPPENED, Told(7, "denied", "denies", counted=False)], "single-origin"),
        ([HAPPENED, Told(8, stance="confirms", speaker=5, counted=False)], "single-origin"),
    ],
)
def test_the_status_of_an_event_follows_from_its_reports(record, reports, status):
    assert put_event(record, reports)["status"] == status


told = st.builds(
    Told,
    origin=st.integers(1, 3),
    polarity=st.sampled_from(["happened", "open"]),
    counted=st.booleans(),
    speaker=st.none() | st.integers(1, 2),
) | st.builds(Told, st.integers(1, 3), st.just("denied"), st.just("denies"), st.booleans())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(told, min_size=1, max_size=6), st.permutations(range(6)))
def test_counts_are_those_of_counted_reports_whatever_their_order(record, reports, order):
    row = put_event(record, reports)
    shuffled = [reports[n] for n in order if n < len(reports)]
    counted = [one for one in reports if one.counted]
    happened = {one.origin for one in counted if one.polarity == "happened"}
    denials = {one.origin for one in counted if one.stance == "denies"}
    assert (row["reports"], row["articles"], row["publishers"]) == (len(counted),) * 3
    assert (row["origins"], row["denied_by"]) == (len(happened), len(denials))
    again = put_event(record, shuffled)
    for name in ("status", "reports", "origins", "denied_by", "confirmed_by"):
        assert again[name] == row[name]


def test_the_fullest_and_surest_report_of_the_usual_type_speaks_for_the_event(record):
    surest = Told(fields=(("confidence", 0.99), ("event_type", "COERCE")))
    open_one = Told(polarity="open", fields=(("confidence", 0.95),))
    bare = Told(fields=(("confidence", 0.9), ("actors", "")))
    full = Told(fields=(("confidence", 0.6), ("cameo", "195")))
    row = put_event(record, [surest, open_one, bare, full])
    assert (row["event_type"], row["best_article_no"], row["cameo"], row["confidence"]) == ("ASSAULT", 4, "195", 0.6)
    assert (row["first_reported"], row["last_reported"]) == (DAY + timedelta(days=1), DAY + timedelta(days=4))


def test_nothing_is_left_of_a_report_that_is_best_no_more(record):
    """What the better report doesn't know is unknown again: the row doesn't depend on the order of arrival."""
    first = Told(fields=(("mode", "aerial"), ("place_no", 3), ("confidence", 0.5)))
    better = Told(origin=2, fields=(("confidence", 0.9),))
    row = put_event(record, [first])
    assert (row["mode"], row["place_no"]) == ("aerial", 3)
    record.connection.execute("delete from event_mentions")
    names = Rows(record.connection).schema("event_mentions").names
    mentions = [_mention(number, told, names) for number, told in enumerate((first, better), 1)]
    Rows(record.connection).append("event_mentions", mentions)
    aggregate(record.connection, {1}, set(), set())
    assert one_row(record, "select mode, place_no, reports from events") == (None, None, 2)


def test_a_withdrawn_event_keeps_what_it_said(record):
    put_event(record, [HAPPENED])
    record.connection.execute("update event_mentions set counted = false")
    aggregate(record.connection, {1}, set(), set())
    assert one_row(record, "select status, reports, event_type, actors from events") == (
        "withdrawn",
        0,
        "ASSAULT",
        "Norway",
    )


def ministry(paper: int) -> Draft:
    """A paper that tells the raid on the word of Iceland's defence ministry, in its own words."""
    draft = raid(paper, "The Icelandic Ministry of Defence said so.")
    speaker = draft.entity("The Icelandic Ministry of Defence", kind="organization", country="ISL", sectors=("MIL",))
    said = draft.says(speaker, "said", "Norway bombed the harbour of Brackmouth in Iceland on Wednesday")
    return tell_raid(draft, attributions=(said,))


def test_papers_in_their_own_words_corroborate(record):
    store(record, *(tell_raid(raid(paper)) for paper in range(3)))
    assert rows(record, "select reports, publishers, origins, status from events") == [(3, 3, 3, "corroborated")]


def test_ten_copies_of_one_wire_story_are_one_origin(record):
    store(record, *(tell_raid(raid(0, name=f"w{paper}", publisher=f"Paper {paper}")) for paper in range(10)))
    assert rows(record, "select reports, publishers, origins, status from events") == [(10, 10, 1, "single-origin")]


def test_ten_papers_that_cite_one_ministry_are_one_origin(record):
    store(record, *map(ministry, range(10)))
    assert rows(record, "select reports, publishers, origins, status from events") == [(10, 10, 1, "single-origin")]
    assert rows(record, "select distinct name, kind from sources join event_mentions on origin_no = source_no") == [
        ("The Icelandic Ministry of Defence", "speaker")
    ]


def test_a_party_that_admits_its_deed_confirms_it(record):
    draft = raid(2, "The Norwegian army admitted it.")
    army = draft.entity("The Norwegian army", kind="organization", country="NOR", sectors=("MIL",))
    said = draft.says(army, "admitted", "Norway bombed the harbour of Brackmouth in Iceland on Wednesday")
    store(record, tell_raid(raid(1)), tell_raid(draft, attributions=(said,)))
    assert rows(record, "select status, confirmed_by from events") == [("confirmed", 1)]
    assert rows(record, "select stance, speaker_side from event_mentions order by article_no") == [
        ("tells", None),
        ("confirms", "actor"),
    ]


def test_a_party_that_denies_makes_it_disputed_and_so_is_the_claim_that_tells_it(record):
    denial = raid(2, "Norway denied it.")
    said = denial.says("n1", "denied", "Norway bombed the harbour of Brackmouth in Iceland", cue_class="deny")
    tell_raid(denial, attributions=(said,), factuality="CT-", auxiliary=("negation",))
    store(record, ministry(1), denial)
    assert rows(record, "select status, origins, denied_by from events") == [("disputed", 1, 1)]
    assert rows(record, "select speaker, status, denied_by from claims order by claim_no") == [
        ("The Icelandic Ministry of Defence", "disputed", 1),
        ("Norway", "denial", 0),
    ]


def test_a_corrected_article_that_no_longer_tells_an_event_withdraws_it(record):
    url = "https://paper.example/1"
    told = tell_raid(raid(1, url=url, document=url))
    denied = Draft("Nothing happened at Brackmouth. " + own_words(1), publisher="Paper 1", url=url, document=url)
    assert [one.version for one in store(record, told, denied)] == [1, 2]
    assert rows(record, "select status, reports, event_type from events") == [("withdrawn", 0, "ASSAULT")]
    assert rows(record, "select event_id from who_did_what") == []
    assert rows(record, "select version, status, superseded_by from articles order by 1") == [
        (1, "superseded", 2),
        (2, "current", None),
    ]


def test_a_story_counts_its_current_articles_publishers_and_origins(record):
    store(record, tell_raid(raid(1, title="Bombs on Brackmouth")), tell_raid(raid(1, name="copy", publisher="Other")))
    story = one_row(record, "select articles, publishers, origins, actors, headline from stories")
    assert story == (2, 2, 1, "Norway; Iceland", "Bombs on Brackmouth")
