"""Knowledge files of answers: mistakes are named by file and line."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.response.answer_words import ANSWER_WORDS_FILE, load_answer_words
from countermove.response.link_features import FEATURES
from countermove.response.link_model import LINK_WEIGHTS_FILE, load_link_model
from countermove.response.party_rules import PARTIES_FILE, load_party_rules

FILES = {
    ANSWER_WORDS_FILE: load_answer_words,
    LINK_WEIGHTS_FILE: load_link_model,
    PARTIES_FILE: load_party_rules,
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_shipped_is_loaded_where_no_file_is_named(name):
    assert FILES[name]() == FILES[name](DATA / name)


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        (ANSWER_WORDS_FILE, "answers:", "replies:", "must hold exactly: answers, moves"),
        (ANSWER_WORDS_FILE, "[respons,", "[Respons,", "answers must be a list of lower-case words"),
        (LINK_WEIGHTS_FILE, "weights:", "weight:", "must hold exactly: bias, weights"),
        (LINK_WEIGHTS_FILE, "  responds_to:", "  responds:", "missing or unknown: responds, responds_to"),
        (LINK_WEIGHTS_FILE, "bias: -", "bias: minus ", "bias: 'minus"),
        (PARTIES_FILE, "organs: [GOV,", "organs: [GOVT,", "'GOVT' is no PLOVER sector"),
        (PARTIES_FILE, "UNO: organization", "UNO: club", "UNO: 'club' is none of"),
        (PARTIES_FILE, "seat: Brussels, ", "", "BEL must give seat and body"),
        (PARTIES_FILE, "plural:", "several:", "must hold exactly"),
    ],
)
def test_mistakes_are_named(tmp_path, name, old, new, complaint):
    text = (DATA / name).read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "rules.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint) as error:
        FILES[name](path)
    assert str(path) in str(error.value)


def test_the_probability_grows_with_what_speaks_for_a_link():
    model = load_link_model()
    nothing = dict.fromkeys(FEATURES, 0.0)
    assert 0.0 < model.probability(nothing) < model.probability({**nothing, "responds_to": 1.0}) < 1.0
