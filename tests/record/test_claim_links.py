"""Attributions, each put to the claim it reports."""

from __future__ import annotations

import msgspec

from countermove.record.record import RecordFile
from tests.record.building import Draft, column, own_words, rows, store


def speech(paper: int, words: str = "the dockers blocked the harbour", speaker: str | None = "Anna", **fields):
    draft = Draft(f"{speaker or 'Somebody'} said {words}. {own_words(paper)}", f"s{paper}", publisher=f"Paper {paper}")
    if speaker:
        draft.entity(speaker, kind="person", ref=speaker.upper(), country="NOR")
    draft.says("n1" if speaker else None, "said", words, **fields)
    return draft


def test_papers_that_carry_one_statement_corroborate_that_it_was_made(record):
    store(record, speech(1), speech(2), speech(3, "that dockers blocked the whole harbour"))
    ((speaker, content, reports, publishers, origins, status),) = rows(
        record, "select speaker, content, reports, publishers, origins, status from claims"
    )
    assert (speaker, reports, publishers, origins, status) == ("Anna", 3, 3, 3, "corroborated")
    assert content == "that dockers blocked the whole harbour"
    assert column(record, "select reason from claim_mentions order by article_no")[:2] == ["first report", "same words"]


def test_statements_of_two_speakers_or_of_nobody_are_never_one(record):
    store(record, speech(1), speech(2, speaker="Bert"), speech(3, speaker=None), speech(4, speaker=None))
    assert column(record, "select reports from claims") == [1, 1, 1, 1]
    assert column(record, "select speaker from who_said_what where speaker_country = 'NOR' order by 1") == [
        "Anna",
        "Bert",
    ]


def test_a_later_run_finds_the_claims_of_an_earlier_one(tmp_path, quick_knowledge):
    for paper in (1, 2):
        with RecordFile(tmp_path / "r.duckdb") as record:
            store(record, speech(paper))
            reports = column(record, "select reports from claims")
    assert reports == [2]


def test_a_denial_is_a_claim_of_its_own(record):
    store(record, speech(1, cue_class="deny", factuality="CT-"))
    assert rows(record, "select status, cue_class from claims") == [("denial", "deny")]


def test_events_told_inside_a_statement_are_its_events(record):
    draft = speech(1)
    draft.event("blocked", attributions=("r1",))
    draft.event("said")
    store(record, draft)
    assert rows(record, "select item, event_item from claim_events") == [("r1", "e1")]


def test_a_statement_without_words_is_no_claim(record):
    draft = speech(1)
    draft.attributions[0] = msgspec.structs.replace(draft.attributions[0], content=())
    store(record, draft)
    assert rows(record, "select * from claims") == []


def test_ids_of_claims_are_those_of_their_first_report(record, tmp_path, quick_knowledge):
    store(record, speech(1), speech(2))
    with RecordFile(tmp_path / "other.duckdb") as other:
        store(other, speech(9, "nobody knows"), speech(1))
        assert set(column(record, "select claim_id from claims")) < set(column(other, "select claim_id from claims"))
