"""Each of those whose word something is has one number."""

from __future__ import annotations

import pytest

from countermove.record.record import RecordFile
from tests.record.building import Draft, column, own_words, raid, rows, store, tell_raid


def paper(number: int, text: str) -> Draft:
    return Draft(f"{text} {own_words(number)}", f"a{number}", publisher=f"Paper {number}")


def test_one_speaker_under_two_names_is_one_origin(record):
    for number, name in enumerate(("The Ministry of Ferries", "Ferries Ministry"), 1):
        draft = paper(number, f"{name} said Norway bombed the harbour of Brackmouth in Iceland on Wednesday.")
        draft.entity(name, kind="organization", country="ISL", sectors=("GOV",), ref="ISLFERRIES")
        draft.state("Norway", "NOR")
        draft.state("Iceland", "ISL")
        said = draft.says("n1", "said", "Norway bombed the harbour of Brackmouth in Iceland on Wednesday")
        draft.event("bombed", ["n2"], ["n3"], "2024-10-30", attributions=(said,))
        store(record, draft)
    assert rows(record, "select reports, origins, status from events") == [(2, 1, "single-origin")]
    assert rows(record, "select name from sources where kind = 'speaker'") == [("The Ministry of Ferries",)]


@pytest.mark.parametrize("together", [True, False])
def test_a_surname_in_the_same_story_is_the_one_who_bears_it(tmp_path, quick_knowledge, together):
    """Two prints of one story, one of which shortens the name; each run is a new one where they come apart."""
    drafts = []
    for number, name in enumerate(("Petra Holm", "Holm", "Holm"), 1):
        text = f"{name} said Norway bombed the harbour of Brackmouth. {own_words(1)}"
        draft = Draft(text, f"a{number}", publisher=f"Paper {number}")
        draft.entity(name, kind="person")
        draft.state("Norway", "NOR")
        said = draft.says("n1", "said", "Norway bombed the harbour of Brackmouth")
        draft.event("bombed", ["n2"], day="2024-10-30", attributions=(said,))
        drafts.append(draft)
    for run in [drafts] if together else [[draft] for draft in drafts]:
        with RecordFile(tmp_path / "r.duckdb") as record:
            store(record, *run)
            found = rows(record, "select distinct origin_no from event_mentions")
            named = rows(record, "select source_no, name, entity_no from sources where kind = 'speaker' order by 1")
            status = rows(record, "select reports, origins, status from events")
    assert len(found) == 1
    assert [row[1:] for row in named] == [("Petra Holm", 1), ("Holm", 1)]
    assert status == [(3, 1, "single-origin")]


def test_two_armies_are_two_origins(record):
    for number, country in enumerate(("NOR", "ISL"), 1):
        draft = paper(number, "The army said Norway bombed the harbour of Brackmouth in Iceland on Wednesday.")
        draft.entity("The army", form="nominal", kind="organization", country=country, sectors=("MIL",))
        draft.state("Norway", "NOR")
        draft.state("Iceland", "ISL")
        said = draft.says("n1", "said", "Norway bombed the harbour of Brackmouth in Iceland on Wednesday")
        draft.event("bombed", ["n2"], ["n3"], "2024-10-30", attributions=(said,))
        store(record, draft)
    assert rows(record, "select reports, origins from events") == [(2, 2)]


def test_sources_keep_their_numbers_in_later_runs(tmp_path, quick_knowledge):
    for number in (1, 2, 3):
        with RecordFile(tmp_path / "r.duckdb") as record:
            store(record, tell_raid(raid(number, publisher=("The Fjord", "El  Faro", "The Fjord")[number - 1])))
            found = rows(record, "select source_no, name, kind from sources order by 1")
    assert found == [(1, "The Fjord", "publisher"), (2, "El Faro", "publisher")]


def test_an_agency_is_one_source_as_publisher_and_as_credit(record):
    store(record, tell_raid(raid(1, publisher="AFP")), tell_raid(raid(2, "PARIS (Agence France-Presse) -")))
    assert rows(record, "select name, kind from sources where kind = 'agency'") == [("Agence France-Presse", "agency")]
    assert column(record, "select origins from events") == [1]


def test_what_each_publisher_brings_is_shown(record):
    store(record, raid(1), raid(1, name="copy", publisher="Copier"))
    assert rows(record, "select name, articles, copies from coverage order by name") == [
        ("Copier", 1, 1),
        ("Paper 1", 1, 0),
    ]
