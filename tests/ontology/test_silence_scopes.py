"""What words of silence are about."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover
from countermove.ontology.reactions import load_reactions, shipped_reactions
from countermove.ontology.silence_scopes import SCOPES_FILE, load_silence_scopes, shipped_silence_scopes


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("declined to comment on the sanctions", "words"),
        ("has not responded", "words"),
        ("has said nothing", "words"),
        ("took no action", "deeds"),
        ("No countermeasures have been announced", "deeds"),
        ("did not respond militarily", "deeds"),
        ("didn’t expel anyone", "SANCTION expel"),
        ("did not answer with sanctions of its own", "SANCTION"),
        ("went home early", None),
    ],
)
def test_scope(words, scope):
    assert shipped_silence_scopes().of(words) == scope


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("Cairo declined to join the sanctions.", "SANCTION"),
        ("Bern refused to expel the attaché", "SANCTION expel"),
        ("Cairo rejected the sanctions", None),
        ("The sanctions were harsh, and Bern declined to comment", None),
    ],
)
def test_a_refused_deed_is_the_one_after_the_refusal(words, scope):
    assert shipped_silence_scopes().refused_deed(words) == scope


def test_negation_and_the_latest_step():
    scopes = shipped_silence_scopes()
    assert scopes.negated("Vienna did not") and scopes.negated("has never") and not scopes.negated("Vienna did notably")
    assert scopes.names_latest("has not commented on the decision") and not scopes.names_latest("on the incident")


def test_mistakes_name_file_and_line(tmp_path):
    path = tmp_path / "scopes.yaml"
    text = (DATA / SCOPES_FILE).read_text(encoding="utf-8")
    path.write_text(text.replace("scope: SANCTION expel", "scope: SANCTION dance"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"scopes\.yaml:\d+: 'SANCTION dance' is none of"):
        load_silence_scopes(path, load_plover(DATA / "plover.yaml"))


def test_words_that_tell_answers(tmp_path):
    assert shipped_reactions().search("the ministry condemned it")
    assert not shipped_reactions().search("a drought in the south")
    path = tmp_path / "reactions.yaml"
    path.write_text("reactions: [Shout!]", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"reactions\.yaml:1: 'Shout!' is no word"):
        load_reactions(path)
