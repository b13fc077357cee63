"""Rows for every extracted thing with the characters it came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from countermove.record.mention_rows import mention_rows
from tests.readings import full_reading
from tests.record.building import Draft, rows, store

READING = full_reading()


def words_of(kind: str, part: str, item: str | None = None) -> list[str]:
    return [
        READING.text[start:end]
        for _, found, its_kind, its_part, start, end in mention_rows(7, READING)
        if (its_kind, its_part) == (kind, part) and item in (None, found)
    ]


def test_every_part_of_a_reading_points_at_its_words():
    assert words_of("entity", "name") == ["Norway", "Iceland"]
    assert words_of("entity", "nominal") == ["officials"]
    assert words_of("event", "trigger") == ["warned", "left"]
    assert words_of("event", "actor", "e1") == ["Norway"]
    assert words_of("event", "recipient", "e1") == ["Iceland"]
    assert words_of("event", "time", "e1") == ["Monday"]
    assert words_of("event", "place", "e1") == ["Oslo"]
    assert words_of("attribution", "source") == ["officials"]
    assert words_of("attribution", "cue") == ["said"]
    assert words_of("attribution", "content") == ["Norway warned Iceland on Monday in Oslo"]
    assert words_of("quantity", "words") == ["About 40 boats"]
    assert words_of("time", "words") == ["Monday"]
    assert words_of("place", "words") == ["Oslo"]
    assert words_of("non_response", "words") == ["did not reply"]


VOCABULARY = ["Norway", "bombed", "Iceland", "said", "army", "forty", "ships", "silent", "naïve", "😀"]


@given(st.permutations(VOCABULARY), st.data())
def test_all_spans_lie_in_the_text_and_none_is_told_twice(words, data):
    text = " ".join(words) + "."
    one_word = st.sampled_from(words)
    draft = Draft(text)
    for _ in range(data.draw(st.integers(1, 3))):
        draft.entity(data.draw(one_word), data.draw(one_word))
    said = draft.says("n1", data.draw(one_word), data.draw(one_word))
    draft.event(data.draw(one_word), ["n1"], ["n1"], attributions=(said,))
    draft.number(data.draw(one_word), 1, None, "ships")
    draft.silence(data.draw(one_word), ["n1"])
    _, reading = draft.pair()
    found = mention_rows(3, reading)
    assert len(set(found)) == len(found)
    assert all(0 <= start < end <= len(text) for *_, start, end in found)
    assert {text[start:end] for *_, start, end in found} <= set(words)
    assert {item for _, item, *_ in found} == {*(one.id for one in draft.entities), "r1", "e1", "q1", "s1"}


def test_stored_mentions_count_in_the_stored_text(record):
    draft = Draft("😀 Norway bombed Iceland.")
    draft.state("Norway", "NOR")
    draft.event("bombed", ["n1"])
    store(record, draft)
    assert rows(
        record,
        "select item, part, substr(a.text, start_char + 1, end_char - start_char) from mentions m "
        "join articles a using (article_no) order by 1, 2",
    ) == [("e1", "actor", "Norway"), ("e1", "trigger", "bombed"), ("n1", "name", "Norway")]
