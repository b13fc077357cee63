"""CoNLL-U reading: paragraphs, raw text and GUM's entities."""

from pathlib import Path

from training.alignment import gold_words, text_of_document
from training.data_ud import read_ud
from training.documents import spans_of_tags
from training.vocabulary import is_kept

TREEBANK = """# newdoc id = d1
# newpar
# sent_id = 1
# text = President Adaeze Obi didn't come.
1\tPresident\tPresident\tPROPN\tNNP\t_\t5\tnsubj\t_\tEntity=(1-person-new-cf1-1-coref
2\tAdaeze\tAdaeze\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tObi\tObi\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
4-5\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tdid\tdo\tAUX\tVBD\t_\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tcome\tcome\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# newpar
# text = Who?
1\tWho\twho\tPRON\tWP\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = d2
# text = Lagos
1\tLagos\tLagos\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(2-place-new-cf1-1-coref)

"""


def test_documents_paragraphs_and_names(tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(TREEBANK, "utf-8")
    first, second = read_ud(path, with_names=True)
    assert (first.id, second.id) == ("d1", "d2")
    assert [sentence.ends_paragraph for sentence in first.sentences] == [True, True]
    assert spans_of_tags(first.sentences[0].names or []) == [(0, 2, "person")]
    assert spans_of_tags(second.sentences[0].names or []) == [(0, 0, "place")]
    assert text_of_document(first, newlines=True) == "President Adaeze Obi didn't come.\n\nWho?"
    assert text_of_document(first, newlines=False) == "President Adaeze Obi didn't come. Who?"


def test_gold_words_are_placed_by_their_characters(tmp_path: Path) -> None:
    path = tmp_path / "t.conllu"
    path.write_text(TREEBANK, "utf-8")
    words, sentences = gold_words(read_ud(path)[0])
    assert words[4].key == (21, 24) and words[5].head == (0, 0)
    assert sentences == {(0, 29), (29, 33)}


def test_vocabulary_keeps_typographic_marks_and_drops_other_scripts() -> None:
    assert all(is_kept(subword) for subword in ("attack", "##é", "’", "—", "€", "[CLS]"))
    assert not any(is_kept(subword) for subword in ("[unused1]", "か", "##д", "ا"))
