"""Situation reports: every sentence has its sources, and says what rows say."""

import re
from datetime import date

import msgspec
import pytest

from countermove.record.errors import FilterError
from countermove.record.filters import Filters
from countermove.record.record import RecordFile
from countermove.record.views.layouts.situation import situation_document
from countermove.record.views.situation import situation
from countermove.report.document_markdown import document_markdown
from countermove.report.document_page import document_page
from tests.record.building import Draft, own_words, store
from tests.report.test_document import ALLOWED, tags_of, text_of


def report(record, most=10, **wanted):
    return situation(record.connection, Filters.of(**wanted), most)


def sentences(found, key=None):
    return [
        statement
        for section in found.sections
        if key in (None, section.key)
        for entry in section.entries
        for statement in entry.statements
    ]


def texts(found, key):
    return [statement.text for statement in sentences(found, key)]


def test_every_sentence_has_sources_and_rows(war):
    found = report(war)
    numbers = {source.number for source in found.sources}
    for statement in (*found.summary, *sentences(found)):
        assert statement.sources and set(statement.sources) <= numbers
        assert statement.rows and statement.text
    assert [source.number for source in found.sources] == list(range(1, len(found.sources) + 1))


def test_every_source_but_the_record_is_cited_and_is_an_article(war):
    found = report(war)
    used = {number for statement in (*found.summary, *sentences(found)) for number in statement.sources}
    assert used == {source.number for source in found.sources}
    known = {row[0] for row in war.connection.execute("select article_id from articles").fetchall()}
    assert {source.article_id for source in found.sources[1:]} <= known
    assert found.sources[0].kind == "record"


def test_every_row_that_is_named_is_in_the_record(war):
    known = set()
    for table, column in (("events", "event_id"), ("claims", "claim_id"), ("stories", "story_id")):
        known |= {row[0] for row in war.connection.execute(f"select {column} from {table}").fetchall()}
    known |= {row[0] for row in war.connection.execute("select series_id from quantity_series").fetchall()}
    known |= {
        row[0]
        for row in war.connection.execute(
            "select article_id || '/' || item from non_responses join articles using (article_no)"
        ).fetchall()
    }
    assert {row for statement in sentences(report(war)) for row in statement.rows} <= known


def test_what_is_said(war):
    found = report(war)
    assert texts(found, "events")[:2] == [
        "Norway used force against Iceland in Brackmouth (Iceland) on 30 October 2024 (“bombed”).",
        "Two independent origins tell it.",
    ]
    assert texts(found, "disputed") == [
        "It is disputed whether Denmark used force against Sweden on 31 October 2024 (“sank”).",
        "It is told by The Fjord.",
        "The denial comes from Denmark.",
    ]
    assert texts(found, "numbers") == [
        "Sailors killed: given as 9 by Toll 21 on 31 October 2024;",
        "then as 13 by Toll 22 on 2 November 2024.",
    ]
    assert texts(found, "silence") == [
        "Toll 22 reported on 2 November 2024 that Norway had not answered (“did not reply”)."
    ]
    assert texts(found, "watch") == [
        "Iceland threatened violence against Norway on 2 November 2024 (“threatened”), according to The Geyser.",
        "A use of force by Iceland against Norway on 5 November 2024 (“attack”) is planned, asked for or possible, but "
        "not told as done, according to The Fjord.",
    ]
    assert "Iceland said, as quoted by The Geyser (2 November 2024): “We will answer every bomb with two”." in texts(
        found, "claims"
    )


def test_a_sentence_cites_the_articles_that_say_it(war):
    found = report(war)
    publishers = {source.number: source.publisher for source in found.sources}
    told, denied = sentences(found, "disputed")[1:]
    assert [publishers[number] for number in told.sources] == ["The Fjord"]
    assert [publishers[number] for number in denied.sources] == ["The Skerry"]


def test_the_window_ends_with_the_record_and_has_a_week_by_default(war):
    found = report(war)
    assert (found.since, found.until) == (date(2024, 10, 27), date(2024, 11, 2))
    assert (found.before_since, found.before_until) == (date(2024, 10, 20), date(2024, 10, 26))
    assert not found.compared and {figure.before for figure in found.figures} == {None}
    assert "nothing to compare with" in found.summary[1].text


def test_figures_of_two_windows(war):
    found = report(war, since="2024-11-01", until="2024-11-02")
    figures = {figure.key: (figure.now, figure.before) for figure in found.figures}
    assert figures["events"] == (2, 2)
    assert figures["verbal_conflict"] == (2, 0)
    assert figures["material_conflict"] == (0, 2)
    assert figures["well_founded"] == (0, 1)
    assert figures["disputed"] == (0, 1)
    assert figures["mean_score"] == (-2.75, -10.0)
    text = text_of(situation_document(found))
    assert re.search(r"Material conflict +0 +2 +−2", text)


def test_a_figure_counts_what_the_command_beside_it_lists(war):
    found = report(war, since="2024-10-28", until="2024-11-02", recipient="ISL")
    [line] = [source.words for source in found.sources if source.kind == "record"]
    assert line.endswith("countermove events --recipient ISL --since 2024-10-28 --until 2024-11-02")
    figures = {figure.key: figure.now for figure in found.figures}
    listed = war.events(Filters.of(recipient="ISL", since="2024-10-28", until="2024-11-02")).count()
    assert figures["events"] + figures["denied"] + figures["open"] == listed


def test_a_cut_section_tells_how_many_are_left_out(war):
    found = report(war, most=1)
    [section] = [section for section in found.sections if section.key == "claims"]
    assert (section.total, len(section.entries)) == (2, 2)
    assert section.entries[-1].row is None
    assert (
        section.entries[-1]
        .statements[0]
        .text.startswith("One more is in the record; list all with: countermove claims ")
    )


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"since": "2025-01-01"}, r"ends .2024-11-02. before it begins .2025-01-01."),
        ({"since": "0001-01-02", "until": "2024-11-01"}, "leaves no days before it"),
    ],
)
def test_an_impossible_window_is_wrong_usage(war, wanted, message):
    with pytest.raises(FilterError, match=message):
        report(war, **wanted)


def test_an_empty_record_needs_a_window(record):
    with pytest.raises(FilterError, match="give the window"):
        report(record)
    found = report(record, since="2024-01-01", until="2024-01-07")
    assert found.empty and found.summary[0].text.startswith("No events told as having happened")
    assert "No events" in text_of(situation_document(found))


def test_a_single_origin_is_named_and_copies_are_told(record: RecordFile):
    text = f"Norway bombed the harbour. {own_words(1, 120)}"
    drafts = []
    for name, publisher, day in (("a", "The Fjord", "2024-11-01"), ("b", "The Skerry", "2024-11-02")):
        draft = Draft(text, name, publisher=publisher, published=day, title="Harbour bombed")
        draft.event("bombed", [draft.state("Norway", "NOR")], (), "2024-10-31")
        drafts.append(draft)
    store(record, *drafts)
    found = report(record)
    [entry] = next(section for section in found.sections if section.key == "events").entries
    assert entry.statements[0].text == (
        "Norway used force on 31 October 2024 (“bombed”), according to The Fjord alone; two articles carry it."
    )
    assert [source.copy_of for source in found.sources] == [None, None, 2]


def test_the_same_record_gives_the_same_bytes(war):
    first, second = (msgspec.json.encode(report(war)) for _ in range(2))
    assert first == second


def test_layouts_hold_every_sentence_and_stay_safe(war):
    found = report(war)
    document = situation_document(found)
    flat = " ".join(text_of(document).split())
    for statement in sentences(found, "disputed"):
        assert statement.text in flat
    tags = tags_of(document_page(document))
    assert tags.seen <= ALLOWED and all(address.startswith("#s") for address in tags.addresses)
    assert not re.search(r"(?<!\\)<(?!a id=|/a>)", document_markdown(document))
    assert not set(flat) & set("\x1b\u202e")
