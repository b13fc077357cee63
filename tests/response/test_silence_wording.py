"""Silence told by phrases beside a party's name, and what a silence is about."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover
from countermove.ontology.silence_scopes import shipped_silence_scopes
from countermove.ontology.silence_wording import load_silence_wording, shipped_silence_wording
from countermove.response.answer import Evidence
from countermove.response.silence_wording import _told
from countermove.response.unread import NearArticle


def told(text: str, named: dict[str, str], others: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Keys and scopes of the silences of one sentence; ``named`` are words by key."""

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    mentions = {key: [place(words)] for key, words in named.items()}
    article = NearArticle(
        1, text, None, Evidence("a1", 0, 0, "", ""), mentions, [], [place(one) for one in others], [(0, len(text))]
    )
    found = _told(article, 0, len(text), shipped_silence_wording(), shipped_silence_scopes())
    return [(key, scope) for key, scope, _ in found]


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("Cairo has yet to speak on the matter.", {"EGY": "Cairo"}, [("EGY", "words")]),
        ("Nothing was heard from Cairo by noon.", {"EGY": "Cairo"}, [("EGY", "words")]),
        ("Austria stayed out of it.", {"AUT": "Austria"}, [("AUT", "deeds")]),
        ("Austria has not expelled any diplomat.", {"AUT": "Austria"}, [("AUT", "SANCTION expel")]),
        ("Austria, too, declined to join the sanctions.", {"AUT": "Austria"}, [("AUT", "SANCTION")]),
        ("Egypt condemned it at once.", {"EGY": "Egypt"}, []),
        ("Has Cairo said nothing?", {}, []),
    ],
)
def test_whose_silence_and_in_what(text, named, expected):
    assert told(text, named) == expected


def test_the_nearest_name_is_silent_not_one_farther_off():
    assert told("Egypt condemned it while Malta said nothing.", {"EGY": "Egypt"}, others=("Malta",)) == []


def test_a_name_after_a_preposition_is_not_the_one_that_is_silent():
    text = "France, with 900 soldiers in Chad, has said nothing."
    assert told(text, {"FRA": "France", "TCD": "Chad"}) == [("FRA", "words")]


def test_mistakes_name_file_and_line(tmp_path):
    path = tmp_path / "wording.yaml"
    path.write_text("after: []\nbefore:\n- scope: song\n  phrases: [hush]\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"wording\.yaml:3: 'song' is none of"):
        load_silence_wording(path, load_plover(DATA / "plover.yaml"))
