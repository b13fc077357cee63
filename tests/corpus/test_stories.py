from __future__ import annotations

from pathlib import Path

import pytest

from corpus.stories import check, load_topic, load_topics
from countermove.ontology.errors import LexiconError

ARTICLE = """  - publisher: Harbour Echo
    published: 2019-03-04
    origin: own
    title: Crane falls at the quay
    text: |
      A crane [[fell|fall]] onto the quay of Port Ellery on Monday morning and [[hurt|injuries]] two dockers, the port
      authority [[said|statement]]. Work on the western basin stopped at once, and the ferries to the islands left from
      another pier for the rest of the day while engineers looked at the bolts.
"""
SECOND = ARTICLE.replace("fell|fall", "fell|one/fall")


def topic(folder: Path, first: str = ARTICLE, second: str = SECOND) -> Path:
    path = folder / "cranes.yaml"
    path.write_text(
        f"topic: Two cranes\nstories:\n- id: one\n  articles:\n{first}- id: two\n  articles:\n{second}",
        encoding="utf-8",
    )
    return path


def test_marks_become_spans_of_the_text_without_marks(tmp_path: Path) -> None:
    first, second = load_topic(topic(tmp_path)).articles
    assert [first.text[slice(*mention.span)] for mention in first.mentions] == ["fell", "hurt", "said"]
    assert "[[" not in first.text and "|" not in first.text
    assert first.mentions[0].event == second.mentions[0].event == "cranes/one/fall"
    assert first.mentions[1].event != second.mentions[1].event


@pytest.mark.parametrize(
    ("wrong", "said", "line"),
    [
        (ARTICLE.replace("[[fell|fall]]", "[[fell|fall"), "brackets", 10),
        (ARTICLE.replace("[[fell|fall]]", "[[fell|The Fall]]"), "lower-case", 10),
        (ARTICLE.replace("[[fell|fall]]", "[[fell|three/fall]]"), "no story is called three", 10),
        (ARTICLE.replace("2019-03-04", "2019-13-04"), "published", 5),
        (ARTICLE.replace("    origin: own\n", ""), "must give", 5),
        (ARTICLE.replace("Crane falls", "Crane [[falls|fall]]"), "title", 5),
    ],
)
def test_a_mistake_is_reported_where_it_stands(tmp_path: Path, wrong: str, said: str, line: int) -> None:
    path = topic(tmp_path, first=wrong)
    with pytest.raises(LexiconError, match=said) as error:
        load_topic(path)
    assert f"cranes.yaml:{line}" in str(error.value)
    assert check(tmp_path) == ([], [str(error.value)])


def test_two_stories_of_one_name(tmp_path: Path) -> None:
    path = topic(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("id: two", "id: one"), encoding="utf-8")
    with pytest.raises(LexiconError, match="two stories are called 'one'"):
        load_topic(path)


def test_parts_share_no_topic() -> None:
    train, dev = load_topics("train"), load_topics("dev")
    assert {topic.id for topic in train}.isdisjoint(topic.id for topic in dev)
    assert len(train) > len(dev) > 0
