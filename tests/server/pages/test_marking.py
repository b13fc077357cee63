"""Texts cut into pieces."""

from hypothesis import given
from hypothesis import strategies as st

from countermove.server.pages.marking import Mark, Piece, found_by, marked_text, pieces, reading_marks, time_words
from tests.record.building import raid, tell_raid

KINDS = ("event", "silence", "cue", "quantity", "time", "place", "entity")


def mark(start: int, end: int, kind: str = "event") -> Mark:
    return Mark((start, end), kind, "", "", "e1")


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70), st.sampled_from(KINDS)), max_size=8),
)
def test_pieces_are_the_text_whatever_is_marked(text: str, wanted: list[tuple[int, int, str]]) -> None:
    found = pieces(text, [mark(*one) for one in wanted])
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)


def test_of_marks_that_overlap_the_one_that_matters_more_is_shown() -> None:
    event, name = mark(2, 6), mark(4, 9, "entity")
    assert pieces("abcdefghij", [name, event]) == [Piece("ab"), Piece("cdef", event), Piece("ghij")]


def test_only_a_part_of_the_text_is_cut() -> None:
    found = pieces("one two three", [mark(0, 3), mark(4, 7)], 4, 7)
    assert [piece.text for piece in found] == ["two"] and found[0].mark is not None


def test_a_mark_says_what_and_why_and_leads_to_the_record() -> None:
    _, reading = tell_raid(raid(1)).pair()
    [event] = [one for one in reading_marks(reading, {"e1": "/events/e9"}) if one.kind == "event"]
    assert event.address == "/events/e9"
    assert "Assault" in event.why and "Norway → Iceland" in event.why and "found by" in event.why


def test_everything_found_is_listed_and_says_whether_its_words_are_marked() -> None:
    article, reading = tell_raid(raid(1)).pair()
    found = marked_text(article.text, reading, {"e1": "/events/e9"})
    assert [one.mark.number for one in found.found] == list(range(1, len(found.found) + 1))
    assert all(article.text[slice(*one.mark.span)] == one.words for one in found.found)
    on_page = {piece.mark.number for piece in found.pieces if piece.mark}
    assert {one.mark.number for one in found.found if one.shown} == on_page and not found.cut
    anchors = [piece.mark.anchor for piece in found.pieces if piece.mark]
    assert "e1" in anchors and len(anchors) == len(set(anchors))


def test_times_are_told_in_words() -> None:
    assert [time_words(one) for one in ("2032-05-15TEV", "PRESENT_REF", "2032-05", "2032-05-15T14:00")] == [
        "2032-05-15 evening", "now", "2032-05", "2032-05-15T14:00",
    ]  # fmt: skip
    assert [time_words(one) for one in ("P3D", "P1M", "PT1M", "PT24H", "P1W", "PXD", "P1Y6M", "P٣D", "XXXX-WXX-2")] == [
        "3 days", "1 month", "1 minute", "24 hours", "1 week", "PXD", "P1Y6M", "P٣D", "day not known",
    ]  # fmt: skip


def test_what_found_an_event_is_told_in_words() -> None:
    assert found_by("head:event") == "the trained model"
    assert found_by("frame:recall-ambassador.01") == "the frame recall-ambassador.01"
    assert found_by("<b>") == "<b>"
