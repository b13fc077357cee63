"""Names corpora: labels, inline marks, demonyms and articles."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from training.data_names import (
    read_columns,
    read_demonyms,
    read_inline,
    relabel_demonyms,
    tags_of_inline,
    trim_articles,
)
from training.documents import NAME_KINDS, spans_of_tags, tags_of_spans


def test_inline_names_become_tags() -> None:
    words, tags = tags_of_inline("Envoys of the [African Union|organization] met [Adaeze Obi|person].")
    assert [(" ".join(words[a : b + 1]), kind) for a, b, kind in spans_of_tags(tags)] == [
        ("African Union", "organization"),
        ("Adaeze Obi", "person"),
    ]
    assert "".join(words) == "EnvoysoftheAfricanUnionmetAdaezeObi."


def test_neighbouring_names_stay_apart() -> None:
    _, tags = tags_of_inline("[Lima|place] [Peruvian|norp] [Callao|place]")
    assert tags == ["B-place", "B-norp", "B-place"]


def test_articles_and_paragraphs_of_an_inline_corpus(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text("# a comment\n# article c-1\n\nOne line\nand more.\n\nTwo.\n\n# article c-2\n\nThree.\n", "utf-8")
    documents = read_inline(path, 2.0)
    assert [[" ".join(s.words) for s in d.sentences] for d in documents] == [
        ["One line and more .", "Two ."],
        ["Three ."],
    ]
    assert documents[0].names_weight == 2.0


def test_column_labels_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "c.conll"
    path.write_text("Obi\tB-politician\nleft\tO\n\nCRISPR\tB-protein\nx\tB-unheard\n", "utf-8")
    assert list(read_columns(path, 0, 1)) == [(["Obi", "left"], ["B-person", "O"]), (["CRISPR", "x"], ["O", "?"])]


def test_demonyms_become_norp_but_not_inside_names() -> None:
    words = ["South", "African", "police", "and", "French", "Open", "fans"]
    tags = ["O", "O", "O", "O", "B-other", "I-other", "O"]
    relabel_demonyms(words, tags, read_demonyms())
    assert tags == ["B-norp", "I-norp", "O", "O", "B-other", "I-other", "O"]


def test_articles_are_trimmed_from_organizations_but_not_from_works() -> None:
    words = ["The", "Guardian", "reviewed", "The", "Hobbit"]
    tags = ["B-organization", "I-organization", "O", "B-other", "I-other"]
    trim_articles(words, tags)
    assert tags == ["O", "B-organization", "O", "B-other", "I-other"]


@st.composite
def span_lists(draw: st.DrawFn) -> tuple[int, list[tuple[int, int, str]]]:
    spans, position = [], 0
    for _ in range(draw(st.integers(0, 6))):
        first = position + draw(st.integers(0, 3))
        last = first + draw(st.integers(0, 3))
        spans.append((first, last, draw(st.sampled_from(NAME_KINDS))))
        position = last + 1
    return position + draw(st.integers(0, 3)), spans


@given(span_lists())
def test_spans_survive_tagging(drawn: tuple[int, list[tuple[int, int, str]]]) -> None:
    length, spans = drawn
    assert spans_of_tags(tags_of_spans(length, spans)) == spans
