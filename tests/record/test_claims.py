"""The same words of the same speaker are one claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.record.claims import ClaimIndex, Saying, alike, content_of, saying
from countermove.record.words import Stems, load_document_frequencies
from tests.record.building import Draft, column, own_words, rows, store

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


def test_a_later_run_finds_the_claims_of_an_earlier_one(record, tmp_path):
    from countermove.record.record import RecordFile

    store(record, speech(1))
    path = record.path
    record.close()
    with RecordFile(path) as again:
        store(again, speech(2))
        assert rows(again, "select reports, status from claims") == [(2, "corroborated")]
    record.connection = RecordFile(path).connection  # the fixture closes it


def test_a_denial_is_a_claim_of_its_own(record):
    store(record, speech(1, cue_class="deny", factuality="CT-"))
    assert rows(record, "select status, cue_class from claims") == [("denial", "deny")]
