import numpy as np
import pytest

from countermove.reader.names import NameDecoder
from countermove.reader.parse import SentenceParse, Word

KINDS = ["person", "organization", "place", "norp", "other"]
TAGS = ["O", *[f"{part}-{kind}" for kind in KINDS for part in "BI"]]


def find(text, tags, scores=None):
    """Names of a sentence of (word, tag) pairs; the scores favour the tags unless given."""
    sentence = SentenceParse(0, 0, 0, [])
    at = 0
    for number, token in enumerate(text.split()):
        form, _, upos = token.partition("/")
        sentence.words.append(
            Word(
                number,
                number,
                at,
                at + len(form),
                form,
                form.lower(),
                form,
                upos or "PROPN",
                "POS" if upos == "PART" else "NNP",
                "_",
                "dep",
                sentence,
            )
        )
        at += len(form) + 1
    best = [TAGS.index(tag) for tag in tags.split()]
    if scores is None:
        scores = np.full((len(best), len(TAGS)), np.log(0.01), np.float32)
        scores[np.arange(len(best)), best] = np.log(0.9)
    decoder = NameDecoder(TAGS)
    return [(name.first, name.last, name.kind, name.probability) for name in decoder.find(sentence.words, best, scores)]


def test_valid_tags_become_names():
    assert find("Ana Diaz left Quito", "B-person I-person O B-place") == [(0, 1, "person", 0.9), (3, 3, "place", 0.9)]


def test_neighbouring_names_stay_apart():
    assert [name[:2] for name in find("Ana Diaz", "B-person B-person")] == [(0, 0), (1, 1)]


def test_an_inside_tag_without_beginning_is_repaired_by_the_scores():
    scores = np.full((2, len(TAGS)), -9.0, np.float32)
    scores[0, TAGS.index("O")] = np.log(0.5)
    scores[0, TAGS.index("B-place")] = np.log(0.4)
    scores[1, TAGS.index("I-place")] = np.log(0.9)
    assert [name[:3] for name in find("New Delhi", "O I-place", scores)] == [(0, 1, "place")]


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("the/DET Senate", "B-organization I-organization", (1, 1)),
        ("The Hague", "B-place I-place", (0, 1)),
        ("Libya 's/PART", "B-place I-place", (0, 0)),
        ("Oslo ,/PUNCT", "B-place I-place", (0, 0)),
        ('"/PUNCT Oslo', "B-place I-place", (1, 1)),
    ],
)
def test_ends_are_trimmed(text, tags, expected):
    assert [name[:2] for name in find(text, tags)] == [expected]


def test_punctuation_alone_is_no_name():
    assert find(",/PUNCT", "B-place") == []


def test_unknown_tags_are_refused():
    with pytest.raises(ValueError, match="names head"):
        NameDecoder(["O", "B-animal"])
