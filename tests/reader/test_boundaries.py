import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.reader import Reader
from countermove.reader.boundaries import END, NO_END, OPEN, find_boundaries, paragraph_ends
from countermove.reader.windows import BATCH_SUBWORDS, LARGEST_SUBWORDS, TARGET_SUBWORDS, batch_windows, cut_windows
from countermove.reader.word_lists import default_word_lists
from countermove.reader.words import split_words


def boundaries(text):
    spans = split_words(text)
    words = [text[start:end] for start, end in spans]
    return list(zip(words, find_boundaries(text, spans, words, default_word_lists()), strict=True))


def lines(text):
    """The text as paragraphs, by the words that end one."""
    spans = split_words(text)
    found, start = [], 0
    for word in paragraph_ends(text, spans):
        found.append(" ".join(text[start : spans[word][1]].split()))
        start = spans[word][1]
    return [*found, " ".join(text[start:].split())]


def test_a_full_stop_before_a_capital_ends_and_a_title_does_not():
    marks = dict(boundaries("Mr. Diaz left. Nobody saw him, it said"))
    assert marks["Mr."] == NO_END
    assert marks["."] == END
    assert marks["left"] == NO_END
    assert marks["Nobody"] == OPEN
    assert marks["said"] == END


def test_quotes_stay_with_their_sentence():
    assert boundaries("“Go.” They left")[2] == (".", NO_END)


def test_numbered_items_stay_open():
    assert boundaries("2. The second")[1] == (".", OPEN)


def test_every_line_of_news_is_a_paragraph():
    text = "Fighting resumes in the north\nTroops crossed the river on Monday, officials said.\n\nNobody was hurt."
    assert len(lines(text)) == 3


WRAPPED = (
    "The minister told reporters on Monday that the government would not\n"
    "withdraw its troops from the border region before the talks, which\n"
    "are planned for next week in the capital, had led to an agreement.\n"
    "He declined to say more about them.\n"
    "Opposition leaders called the decision a mistake and demanded that\n"
    "parliament be recalled from its summer break to debate the matter.\n"
)


def test_hard_wrapped_lines_are_joined():
    assert [line.split()[0] for line in lines(WRAPPED)] == ["The", "Opposition"]


def test_a_broken_sentence_is_not_cut():
    assert len(lines("The president said on Monday evening that he\nwould not go.")) == 1


@given(st.text(alphabet='aB .\n\r\u2028\x0b!"”1', max_size=80))
def test_there_is_one_mark_for_each_word_and_the_last_is_an_end(text):
    marks = [mark for _, mark in boundaries(text)]
    assert set(marks) <= {OPEN, END, NO_END}
    assert not marks or marks[-1] == END


@given(st.lists(st.tuples(st.integers(1, 24), st.sampled_from([OPEN, OPEN, OPEN, NO_END, END])), max_size=300))
def test_windows_cover_the_text_within_their_limits(content):
    sizes, marks = [size for size, _ in content], [mark for _, mark in content]
    windows = cut_windows(["w"] * len(sizes), sizes, marks)
    at = 0
    for window in windows:
        assert window.first == at < window.last
        assert window.size == sum(sizes[window.first : window.last]) + 2 <= LARGEST_SUBWORDS
        assert window.size <= TARGET_SUBWORDS or END not in marks[window.first : window.last - 1]
        at = window.last
    assert at == len(sizes)
    batches = batch_windows(windows)
    assert sorted(number for batch in batches for number in batch) == list(range(len(windows)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(windows[number].size for number in batch) <= BATCH_SUBWORDS


@pytest.mark.parametrize("sizes", [[1] * 2000, [24] * 100])
def test_endless_sentences_are_cut_hard(sizes):
    assert len(cut_windows(["w"] * len(sizes), sizes, [OPEN] * len(sizes))) == -(
        -sum(sizes) // (398 // sizes[0] * sizes[0])
    )


def test_a_dateline_ends_with_its_dash() -> None:
    text = "NAIROBI, Kenya (Newsline) - Police closed the bridge, officials said."
    parse = Reader().parse(text)
    assert [text[s.start : s.end] for s in parse.sentences] == [
        "NAIROBI, Kenya (Newsline) -",
        "Police closed the bridge, officials said.",
    ]


def test_a_sentence_in_capitals_is_no_dateline() -> None:
    text = "KENYA'S PRESIDENT - WHO IS ILL - SPOKE TO UGANDA"
    assert len(Reader().parse(text).sentences) == 1
