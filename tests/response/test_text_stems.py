from hypothesis import given
from hypothesis import strategies as st

from countermove.record.words import Stems, load_document_frequencies, word_spans
from countermove.response.text_stems import TextStems

STEMS, FREQUENCIES = Stems(), load_document_frequencies()
PIECES = st.lists(st.sampled_from(["frigates", "The", "1,200.5", " ", "-", ".", "é", "_", "condemned", "x" * 41, "3"]))


@given(PIECES, st.integers(0, 60), st.integers(0, 60))
def test_a_part_of_a_text_has_the_words_that_it_has_alone(pieces, one, other):
    text = "".join(pieces)
    start, end = sorted((one, other))
    part = text[start:end]
    texts = TextStems(STEMS, FREQUENCIES)
    alone = [(start + a, start + b, STEMS.stem(part[a:b])) for a, b in word_spans(part)]
    assert texts.words(text, start, min(end, len(text))) == alone
    rare = {stem: FREQUENCIES.rarity(stem) for _, _, stem in alone if FREQUENCIES.rarity(stem) >= 2}
    found = texts.rare(text, start, min(end, len(text)))
    assert list(found.items()) == sorted(rare.items())
    assert texts.rare(text, start, min(end, len(text))) == texts.rare(part)


def test_texts_are_forgotten_when_there_are_too_many():
    texts = TextStems(STEMS, FREQUENCIES, most_texts=1)
    first = texts.rare("Kenya condemned the frigates.")
    assert "frigat" in first
    assert "the" not in first
    assert "frigat" not in texts.rare("Kenya seized a trawler.")
    assert texts.rare("Kenya condemned the frigates.") == first
