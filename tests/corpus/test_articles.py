import dataclasses
from pathlib import Path

import pytest

from corpus.articles import EVENTS, load_article, load_articles
from corpus.repeats import MOST_REPEATED, repeated
from countermove.ontology.errors import LexiconError

WORDS = "The ministers met in the capital and spoke about fishing while the harbour slept under a heavy fog. " * 4
ARTICLE = """\
title: Fishing talks
published: 2001-02-03
kind: news
region: invented
register: wire
invented: yes
thought: A test.
text: |
  Arvia shelled Bor, its spokesman said. It had "no choice," he added.

  {words}
entities:
  arvia: {{name: Arvia, kind: state, sectors: [GOV], forms: [Arvia]}}
  bor: {{name: Bor, kind: state, country: {country}, sectors: [GOV], forms: [Bor]}}
  spokesman: {{name: spokesman, kind: person, sectors: [GOV], forms: [its spokesman]}}
events:
- {event}
attributions:
- {{id: r1, source: spokesman, cue: said, content: [Arvia … Bor]}}
quantities: []
silences: []
"""
EVENT = "{id: e1, trigger: shelled, type: ASSAULT, mode: heavy-weapons, actor: [arvia], recipient: [bor]}"


def write(folder: Path, event: str = EVENT, country: str = "KEN") -> Path:
    path = folder / "a.yaml"
    path.write_text(ARTICLE.format(words=WORDS.strip(), event=event, country=country), encoding="utf-8")
    return path


def test_an_article_is_resolved_to_characters(tmp_path):
    article = load_article(write(tmp_path))
    (event,) = article.events
    assert article.text[slice(*event.trigger)] == "shelled"
    assert [article.text[slice(*party.span)] for party in (*event.actor, *event.recipient)] == ["Arvia", "Bor"]
    assert event.attributions == ("r1",)
    assert (event.factuality, event.tense) == ("CT+", "past")


@pytest.mark.parametrize(
    ("event", "message"),
    [
        (EVENT.replace("shelled", "bombed"), "'bombed' isn't in the text"),
        (EVENT.replace("heavy-weapons", "visit"), "has no mode 'visit'"),
        (EVENT.replace("[bor]", "[arvia]"), "both actor and recipient"),
        (EVENT.replace("[bor]", "[lur]"), "'lur' isn't defined"),
        ("{id: e1, trigger: shelled, type: AID, actor: [arvia]}", "needs a recipient"),
        (EVENT + "\n- {id: e2, trigger: shelled, type: ASSAULT}", "is a trigger of e1 and of e2"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path, event, message):
    with pytest.raises(LexiconError, match=r"a\.yaml:\d+: ") as caught:
        load_article(write(tmp_path, event))
    assert message in str(caught.value)


def test_an_unknown_country_is_refused(tmp_path):
    with pytest.raises(LexiconError, match="'XXX' is no country code"):
        load_article(write(tmp_path, country="XXX"))


def test_the_corpus_is_right_and_does_not_repeat_itself():
    articles = list(load_articles(EVENTS))
    assert articles
    assert len({article.id for article in articles}) == len(articles)
    assert repeated(articles)[0] <= MOST_REPEATED


def test_repeated_sequences_are_counted(tmp_path):
    article = load_article(write(tmp_path))
    share, most = repeated([article, dataclasses.replace(article, id="b")])
    assert share == 1.0
    assert most[0] == (article.id, 1.0)
