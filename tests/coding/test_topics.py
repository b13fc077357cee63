from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.topics import apolitical, log_odds_of
from countermove.ontology.errors import LexiconError
from countermove.ontology.topics import TopicModel, TopicWords, load_topic_model, load_topics
from tests.coding.event_trees import tree

TOPICS = TopicWords(MappingProxyType({"striker": "sport", "goal": "sport"}))
MODEL = TopicModel(-1.0, {"sport": 2.0}, {"envoy": -2.0, "score": 1.0})
MATCH = "The the DET DT 2 det\nstriker striker NOUN NN 3 nsubj\nscored score VERB VBD 0 root\ngoals goal NOUN NNS 3 obj"
TALKS = "The the DET DT 2 det\nenvoy envoy NOUN NN 3 nsubj\nleft leave VERB VBD 0 root"


def test_sport_is_told_from_politics():
    assert apolitical(tree(MATCH), [False], TOPICS, MODEL) == pytest.approx(-1 + 2 * 100 * 2 / 60 - 1)
    assert apolitical(tree(TALKS), [False], TOPICS, MODEL) == 0.0


def test_boilerplate_and_empty_articles_tell_nothing():
    assert apolitical(tree(MATCH), [True], TOPICS, MODEL) == 0.0


@given(st.permutations(["striker", "goal", "envoy", "score", "tree"]))
def test_the_order_of_words_tells_nothing(words):
    assert log_odds_of(words, TOPICS, MODEL) == log_odds_of(sorted(words), TOPICS, MODEL)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sport: []", "must be a list"),
        ("sport: [Goal]", "no single lower-case word"),
        ("a: [x]\nb: [x]", "stands under"),
    ],
)
def test_mistakes_are_told(tmp_path, text, message):
    path = tmp_path / "topics.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=message):
        load_topics(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("bias: 1\nlists: {}", "must give bias, lists and words"),
        ("bias: 1\nlists: {a: x}\nwords: {}", "a: 'x' is no number"),
    ],
)
def test_mistakes_of_the_model_are_told(tmp_path, text, message):
    path = tmp_path / "apolitical.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=message):
        load_topic_model(path)
