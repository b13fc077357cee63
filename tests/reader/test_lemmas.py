import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.ontology.errors import LexiconError
from countermove.reader.lemmas import KEEP, apply_script, lemma_script
from countermove.reader.lemmatizer import Lemmatizer
from countermove.reader.verb_forms import load_base_forms, load_irregular_forms

LEMMATIZER = Lemmatizer({})


@pytest.mark.parametrize(
    ("form", "xpos", "lemma"),
    [
        ("killed", "VBN", "kill"),
        ("announced", "VBD", "announce"),
        ("planning", "VBG", "plan"),
        ("hoped", "VBD", "hope"),
        ("hopping", "VBG", "hop"),
        ("visited", "VBD", "visit"),
        ("controlled", "VBN", "control"),
        ("denies", "VBZ", "deny"),
        ("died", "VBD", "die"),
        ("dying", "VBG", "die"),
        ("freed", "VBN", "free"),
        ("went", "VBD", "go"),
        ("lay", "VBD", "lie"),
        ("lay", "VB", "lay"),
        ("found", "VBD", "find"),
        ("found", "VB", "found"),
        ("rebuilt", "VBN", "rebuild"),
        ("STRUCK", "VBD", "strike"),
        ("needed", "VBD", "need"),
        ("succeed", "VB", "succeed"),
        ("clashes", "VBZ", "clash"),
        ("kidnapped", "VBN", "kidnap"),
        ("trafficking", "VBG", "traffic"),
        ("reopened", "VBD", "reopen"),
        ("weaponized", "VBN", "weaponize"),
        ("dowsed", "VBD", "dowse"),
        ("blegged", "VBD", "bleg"),
    ],
)
def test_verbs(form, xpos, lemma):
    assert LEMMATIZER.lemma(form, "VERB", xpos, "L|1|") == lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "script", "lemma"),
    [
        ("countries", "NOUN", "NNS", "L|1|", "country"),
        ("clashes", "NOUN", "NNS", "L|1|", "clash"),
        ("gunmen", "NOUN", "NNS", "L|0|", "gunman"),
        ("regards", "NOUN", "NNS", "L|0|", "regards"),
        ("fighting", "NOUN", "NN", "L|3|", "fighting"),
        ("larger", "ADJ", "JJR", "L|2|", "large"),
        ("bigger", "ADJ", "JJR", "L|2|", "big"),
        ("heaviest", "ADJ", "JJS", "L|3|", "heavy"),
        ("’s", "AUX", "VBZ", "L|2|be", "be"),
        ("'d", "AUX", "MD", "L|0|", "would"),
        ("'d", "AUX", "VBD", "L|0|", "have"),
        ("ca", "AUX", "MD", "L|0|", "can"),
        ("n’t", "PART", "RB", "L|0|", "not"),
        ("Paris", "PROPN", "NNP", "K|0|", "Paris"),
    ],
)
def test_other_words(form, upos, xpos, script, lemma):
    assert LEMMATIZER.lemma(form, upos, xpos, script) == lemma


def test_attested_forms_come_before_the_rules():
    assert Lemmatizer({"foxes\tNOUN": "foxe"}).lemma("foxes", "NOUN", "NNS", "L|2|") == "foxe"


@given(st.text(max_size=12), st.text(max_size=12))
def test_a_script_turns_the_form_into_the_lemma(form, lemma):
    script = lemma_script(form, lemma)
    assert script == KEEP if lemma == "_" else apply_script(form, script) == lemma


@given(
    st.text(min_size=1, max_size=12),
    st.sampled_from(["VERB", "NOUN", "AUX", "ADJ", "ADV", "PART", "X"]),
    st.sampled_from(["VB", "VBD", "VBG", "VBZ", "NN", "NNS", "JJR", "MD", "RB"]),
)
def test_no_word_is_without_a_lemma(form, upos, xpos):
    assert LEMMATIZER.lemma(form, upos, xpos, "L|99|")


@pytest.mark.parametrize("content", ["went\tVBD\n", "went\tVBD\tgo\nwent\tVBD\twend\n"])
def test_faulty_tables_name_the_line(tmp_path, content):
    path = tmp_path / "irregular.tsv"
    path.write_text(content)
    with pytest.raises(LexiconError, match=r"irregular\.tsv:[12]"):
        load_irregular_forms(path)


def test_faulty_verb_list_names_the_line(tmp_path):
    path = tmp_path / "verbs.txt"
    path.write_text("go\nGive up\n")
    with pytest.raises(LexiconError, match=r"verbs\.txt:2"):
        load_base_forms(path)
