"""The same words of the same speaker are one claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.claims import ClaimIndex, Saying, alike, content_of, saying
from countermove.record.words import Stems, load_document_frequencies
from tests.record.building import Draft

STEMS, FREQUENCIES = Stems(), load_document_frequencies()

sayings = st.builds(
    Saying,
    st.just(1),
    st.just("assert"),
    st.dictionaries(st.sampled_from("abcd"), st.integers(1, 900), max_size=4),
    st.sampled_from(["", "we will not yield", "no we will not yield today", "a b"]),
)


@given(sayings, sayings)
def test_likeness_is_symmetric_and_between_none_and_all(left, right):
    score = alike(left, right)
    assert score == pytest.approx(alike(right, left))
    assert 0.0 <= score <= 1.0 + 1e-9
    assert not left.words or alike(left, left) == pytest.approx(1.0)


def said(words: str, kind: str = "indirect", speaker: int = 1, cue: str = "assert") -> Saying:
    draft = Draft(f"Anna said {words}.")
    draft.says(None, "said", words, kind=kind, cue_class=cue)
    return saying(draft.attributions[0], words, speaker, STEMS, FREQUENCIES)


def test_a_quotation_inside_a_longer_one_is_the_same():
    short, long = said("we will never give up", "direct"), said("Tonight we will never give up our harbour", "direct")
    assert alike(short, long) == 1.0
    assert alike(said("we will", "direct"), long) < 1.0
    assert alike(said("we will never give up"), long) < 1.0


def test_other_words_of_the_same_kind_are_counted_as_one():
    assert alike(said("the dockers blocked the harbour"), said("that dockers were blocking harbours")) > 0.9
    assert alike(said("the dockers blocked the harbour"), said("the fishermen left")) < 0.01


def assigned(*known: tuple[int, Saying, int | None], new: Saying, day: int | None = 100):
    index = ClaimIndex(lambda day: ())
    for number, one, when in known:
        index.add(number, one, when)
    return index.assign(new, day).claim_no


BLOCKED = said("the dockers blocked the harbour")


@pytest.mark.parametrize(
    ("known", "new", "day", "claim"),
    [
        ([], BLOCKED, 100, None),
        ([(1, BLOCKED, 100)], BLOCKED, 104, 1),
        ([(1, BLOCKED, 100)], BLOCKED, 105, None),
        ([(1, BLOCKED, 100)], BLOCKED, None, None),
        ([(1, BLOCKED, None)], BLOCKED, None, 1),
        ([(1, BLOCKED, 100), (2, BLOCKED, 99)], BLOCKED, 100, 1),
        ([(1, said("the dockers left", speaker=1), 100), (2, BLOCKED, 99)], BLOCKED, 100, 2),
        ([(1, said("the dockers blocked the harbour", speaker=2), 100)], BLOCKED, 100, None),
        ([(1, said("the dockers blocked the harbour", cue="deny"), 100)], BLOCKED, 100, None),
        ([(1, said("the fishermen left"), 100)], BLOCKED, 100, None),
    ],
)
def test_a_claim_has_one_speaker_one_cue_and_like_words_near_in_time(known, new, day, claim):
    assert assigned(*known, new=new, day=day) == claim


def test_days_that_were_forgotten_are_loaded_again():
    index = ClaimIndex(lambda day: [(7, BLOCKED)] if day == 100 else [])
    assert index.assign(BLOCKED, 100).claim_no == 7
    index.keep(200, 300)
    assert index.assign(BLOCKED, 101).claim_no == 7


def test_the_words_are_those_of_the_text_on_one_line():
    draft = Draft("Anna said\n  the  harbour is closed.")
    draft.says(None, "said", "the  harbour is closed")
    draft.attributions[0] = type(draft.attributions[0])(
        **{
            **{name: getattr(draft.attributions[0], name) for name in draft.attributions[0].__struct_fields__},
            "content": ((10, 15), (15, 34)),
        }
    )
    assert content_of(draft.attributions[0], draft.pair()[1]) == "the … harbour is closed"
