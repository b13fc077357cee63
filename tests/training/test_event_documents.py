import pytest

pytest.importorskip("torch")

from corpus.articles import load_article
from countermove.reader import Reader
from tests.corpus.test_articles import write
from training.data_events import documents_of_articles, head_word


def test_triggers_and_arguments_become_labels_of_words(tmp_path):
    (document,) = documents_of_articles([load_article(write(tmp_path))], Reader())
    sentence = document.sentences[0]
    reported = sentence.reported
    trigger = sentence.words.index("shelled")
    assert reported.event[trigger] == "ASSAULT"
    assert reported.mode[trigger] == "ASSAULT heavy-weapons"
    assert set(reported.event) == {"", "ASSAULT"}
    assert reported.roles == [
        (trigger, {sentence.words.index("Arvia"): "actor", sentence.words.index("Bor"): "recipient"})
    ]


def test_the_head_of_a_mention_is_the_word_the_others_hang_on():
    parse = Reader().parse("Three Kenyan army officers met in Nairobi.")
    assert head_word(parse, (0, 26)).text == "officers"
