from types import MappingProxyType

import pytest

from countermove.coding.topics import apolitical
from countermove.ontology.errors import LexiconError
from countermove.ontology.topics import TopicWords, load_topics
from tests.coding.event_trees import tree

TOPICS = TopicWords(MappingProxyType({"striker": "sport", "goal": "sport"}))
MATCH = "The the DET DT 2 det\nstriker striker NOUN NN 3 nsubj\nscored score VERB VBD 0 root\ngoals goal NOUN NNS 3 obj"
TALKS = "The the DET DT 2 det\nenvoy envoy NOUN NN 3 nsubj\nleft leave VERB VBD 0 root"


def test_sport_is_told_from_politics():
    assert apolitical(tree(MATCH), [False], TOPICS) > 0.9
    assert apolitical(tree(TALKS), [False], TOPICS) == 0.0


def test_boilerplate_and_empty_articles_tell_nothing():
    assert apolitical(tree(MATCH), [True], TOPICS) == 0.0


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
