import pickle
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countermove.reader.conllu import parse_conllu, to_conllu
from countermove.reader.model import MODEL_PATH, ModelError
from countermove.reader.reader import Reader

needs_model = pytest.mark.skipif(not MODEL_PATH.is_file(), reason=f"no model file at {MODEL_PATH}")

ARTICLE = (
    "Foreign Minister Lena Okafor told reporters in Geneva on Monday that Norway wouldn't send troops.\n\n"
    "“We are ready to talk,” said Mr. Diaz. Two hundred protesters were killed by police in Khartoum, the U.N. said."
)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def facts(parse):
    words = [
        (w.n, w.i, w.span, w.text, w.lemma, w.upos, w.xpos, w.feats, w.deprel, w.head and w.head.n, w.sentence.number)
        for w in parse.words
    ]
    return words, [sentence.span for sentence in parse.sentences], parse.names


def check(parse):
    """What holds for every parse."""
    assert [word.n for word in parse.words] == list(range(len(parse.words)))
    assert [word for sentence in parse.sentences for word in sentence.words] == parse.words
    covered = 0
    for word in parse.words:
        assert parse.text[word.start : word.end] == word.text
        assert not parse.text[covered : word.start].strip()
        assert word.lemma
        covered = word.end
    assert not parse.text[covered:].strip()
    for sentence in parse.sentences:
        assert sentence.span == (sentence.words[0].start, sentence.words[-1].end)
        assert [word.deprel for word in sentence.words if word.head is None] == ["root"]
        assert all(word.deprel != "root" for word in sentence.words if word.head is not None)
        assert len(sentence.root.subtree()) == len(sentence.words)
        for word in sentence.words:
            assert all(child.head is word for child in word.children)
            assert [child.n for child in word.children] == sorted(child.n for child in word.children)
    end = -1
    for name in parse.names:
        assert end < name.first <= name.last
        assert parse.words[name.first].sentence is parse.words[name.last].sentence
        assert (name.start, name.end) == (parse.words[name.first].start, parse.words[name.last].end)
        assert 0 <= name.probability <= 1
        end = name.last


@needs_model
def test_an_article_is_read(reader):
    parse = reader.parse(ARTICLE)
    check(parse)
    assert len(parse.sentences) == 3
    told = next(word for word in parse.words if word.text == "told")
    assert (told.lemma, told.upos) == ("tell", "VERB")
    assert told.child("nsubj") is not None
    killed = next(word for word in parse.words if word.text == "killed")
    assert killed.child("nsubj:pass").text == "protesters"
    names = {ARTICLE[name.start : name.end]: name.kind for name in parse.names}
    assert names["Geneva"] == names["Norway"] == "place"
    assert names["Lena Okafor"] == "person"


@needs_model
def test_given_words_and_sentences_are_kept(reader):
    sentences = [["He", "ca", "n't", "go"], ["No", "."], ["x"]]
    parse = reader.parse_words(sentences)
    check(parse)
    assert [[word.text for word in sentence.words] for sentence in parse.sentences] == sentences


@needs_model
@settings(deadline=None, max_examples=15)
@given(st.lists(st.sampled_from([ARTICLE, "Short.", "It rained. " * 40, "ŒUVRE " * 30, "\x00 a"]), max_size=3))
def test_a_parse_depends_on_its_article_alone(reader, neighbours):
    for neighbour in neighbours:
        reader.parse(neighbour)
    assert facts(reader.parse(ARTICLE)) == facts(Reader().parse(ARTICLE))


@needs_model
def test_threads_share_a_reader(reader):
    texts = [ARTICLE, ARTICLE[:60], ARTICLE[20:], "The army left. " * 20]
    expected = [facts(reader.parse(text)) for text in texts]
    results = {}

    def read(number):
        results[number] = [facts(reader.parse(text)) for text in texts]

    threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[number] for number in range(4)] == [expected] * 4


@needs_model
def test_a_reader_can_be_pickled(reader):
    again = pickle.loads(pickle.dumps(reader))
    assert facts(again.parse(ARTICLE)) == facts(reader.parse(ARTICLE))
    assert again.model_name == reader.model_name


HOSTILE = {
    "nothing": "",
    "white space": " \n\t\u2003\n",
    "one letter": "a",
    "one long word": "x" * 200_000,
    "NULs": "The\x00 army \x00\x00 left.",
    "lone surrogates": "Pres\ud800ident \udfff left.",
    "right to left": "The \u202eymra\u202c left.",
    "zero width": "\u200b\u200d \ufeff The\u200b army",
    "emoji": "Peace \U0001f54a\ufe0f\u200d\U0001f525 now!!!",
    "no sentence end": "and then they " * 600,
    "brackets": "(" * 3000,
    "full stops": ". " * 1500,
    "another script": "Это предложение. 這是一個句子。" * 20,
    "line ends": "One.\r\nTwo.\rThree.\u2028Four.",
}


@needs_model
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(reader, name):
    check(reader.parse(HOSTILE[name]))


@needs_model
@settings(deadline=None, max_examples=40)
@given(st.text(max_size=200))
def test_any_text_is_read(reader, text):
    check(reader.parse(text))


@needs_model
def test_the_conllu_of_a_parse_reads_back(reader):
    for text in (ARTICLE, HOSTILE["lone surrogates"], HOSTILE["NULs"], HOSTILE["line ends"]):
        parse = reader.parse(text)
        again = parse_conllu(to_conllu(parse, "a"))[0]
        assert [(w.upos, w.deprel, w.head and w.head.n) for w in again.words] == [
            (w.upos, w.deprel, w.head and w.head.n) for w in parse.words
        ]
        assert [(name.first, name.last, name.kind) for name in again.names] == [
            (name.first, name.last, name.kind) for name in parse.names
        ]


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"none\.onnx"):
        Reader(tmp_path / "none.onnx")


def test_a_file_that_is_no_model_is_refused(tmp_path):
    path = Path(tmp_path / "bad.onnx")
    path.write_bytes(b"not a model")
    with pytest.raises(ModelError, match=r"bad\.onnx"):
        Reader(path)


def test_types_are_there_without_the_runtime():
    import subprocess
    import sys

    code = (
        "import sys, countermove.reader.words, countermove.reader.conllu, countermove.reader.lemmas;"
        "from countermove.reader import Parse; print('onnxruntime' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
