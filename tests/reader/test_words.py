import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.ontology.errors import LexiconError
from countermove.reader.conllu import parse_conllu
from countermove.reader.word_lists import default_word_lists, load_word_lists
from countermove.reader.words import WordSplitter, split_words


def words(text):
    return " ".join(text[start:end] for start, end in split_words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't and can't, we cannot.", "They do n't and ca n't , we can not ."),
        ("It’s Libya’s, isn’t it?", "It ’s Libya ’s , is n’t it ?"),
        ("He's gonna go; I'd've gone", "He 's gon na go ; I 'd 've gone"),
        ("DON'T", "DO N'T"),
        ("the soldiers' tents", "the soldiers ' tents"),
        ("O'Brien at five o'clock", "O'Brien at five o'clock"),
        ("a 15-year-old, well-known boy", "a 15 - year - old , well - known boy"),
        ("anti-government co-founder ex-minister", "anti-government co-founder ex-minister"),
        ("al-Qaeda in mid-2004", "al - Qaeda in mid-2004"),
        ("Mr. Diaz and Dr. J. Roe met Gen. Ali", "Mr. Diaz and Dr. J. Roe met Gen. Ali"),
        ("U.S.-backed troops left the U.S. on Monday.", "U.S. - backed troops left the U.S. on Monday ."),
        ("Born Jan. 5 in St. Ives, etc. He left.", "Born Jan. 5 in St. Ives , etc . He left ."),
        ("It happened in Jan.\n\nThen nothing.", "It happened in Jan . Then nothing ."),
        ("No. 10 said no. They lost.", "No. 10 said no . They lost ."),
        ("It cost $5bn, £1,000.50 or 5%.", "It cost $ 5 bn , £ 1,000.50 or 5 % ."),
        ("at 10:30 on 10/11/2004, 10km away, in the 1990s", "at 10:30 on 10/11/2004 , 10 km away , in the 1990s"),
        ("the 20th, 5pm", "the 20th , 5 pm"),
        ("Wait... what?! No—never.", "Wait ... what ?! No — never ."),
        ("“Stop,” he said (twice).", "“ Stop , ” he said ( twice ) ."),
        ("``Go,'' she said", "`` Go , '' she said"),
        ("see https://example.org/a_b?c=d. Or", "see https://example.org/a_b?c=d . Or"),
        ("mail a.b@example.org!", "mail a.b@example.org !"),
        ("@someone said #this", "@someone said #this"),
        ("AT&T and/or R&D", "AT&T and / or R&D"),
        ("talks 2003-2007 and 3-4", "talks 2003 - 2007 and 3 - 4"),
        ("first.Then", "first . Then"),
        ("yes :)", "yes :)"),
        ("in the '90s ’twas", "in the '90s ’t was"),
    ],
)  # fmt: skip
def test_conventions(text, expected):
    assert words(text) == expected


HOSTILE = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("aA1.,:;'’\"“”-–—/@#&()[]<>!?$%…\u200b\u202e\x00\ud800İ\u0301\n\t \U0001f600\u200d"),
        st.sampled_from("nts.'"),
    ),
    max_size=60,
)


@given(HOSTILE)
def test_words_are_ordered_apart_and_cover_everything(text):
    end = 0
    for start, stop in split_words(text):
        assert end <= start < stop <= len(text)
        assert not text[end:start].strip()
        assert text[start:stop].strip() == text[start:stop] != ""
        end = stop
    assert not text[end:].strip()


@given(HOSTILE, HOSTILE)
def test_what_was_seen_before_changes_nothing(first, second):
    splitter = WordSplitter(default_word_lists())
    splitter.split(first)
    assert splitter.split(second) == split_words(second)


@pytest.mark.parametrize(
    "unit", ["a", "a.", "1-", "n't", "'", "@a", "a@", "-", "A&", "\u0301", "\x00", "...a", "()", "a/", "1.1:", "İ'"]
)
def test_a_word_of_a_million_letters_takes_linear_time(unit):
    text = unit * (1_000_000 // len(unit))
    began = time.perf_counter()
    spans = split_words(text)
    assert time.perf_counter() - began < 10
    assert sum(end - start for start, end in spans) == len(text)


def test_faulty_lists_are_named(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("units: [km]\n")
    with pytest.raises(LexiconError, match="leading_abbreviations"):
        load_word_lists(path)


@pytest.mark.parametrize(("treebank", "least"), [("ewt.dev.conllu", 99.0), ("gum_ccby.dev.conllu", 99.3)])
def test_words_agree_with_the_treebanks(treebank, least):
    folder = os.environ.get("COUNTERMOVE_UD")
    if not folder or not (Path(folder) / treebank).is_file():
        pytest.skip("COUNTERMOVE_UD names no folder with the treebanks")
    correct = gold = found = 0
    for parse in parse_conllu((Path(folder) / treebank).read_text(encoding="utf-8")):
        expected, got = {word.span for word in parse.words}, set(split_words(parse.text))
        correct, gold, found = correct + len(expected & got), gold + len(expected), found + len(got)
    assert 200 * correct / (gold + found) > least
