"""The frame lexicon and what its loader refuses."""

from pathlib import Path

import pytest

import countermove
from countermove.ontology.errors import LexiconError
from countermove.ontology.frames import FrameLexicon, load_frames
from countermove.ontology.plover import EVENT_TYPES, load_plover

DATA = Path(countermove.__file__).parent / "data"
PLOVER = load_plover(DATA / "plover.yaml")

HEAD = """event_type: AID
defaults:
  verb: {actor: subject, recipient: object}
  noun: {actor: by, recipient: to}
  adj: {actor: subject, recipient: of}
frames:
"""


def load(tmp_path: Path, frames: str) -> FrameLexicon:
    (tmp_path / "frames").mkdir()
    (tmp_path / "cues").mkdir()
    (tmp_path / "cues" / "contexts.yaml").write_text("military: [army]\n", encoding="utf-8")
    (tmp_path / "noun_classes.yaml").write_text("weapon: [gun]\narms: [<weapon>, tank]\n", encoding="utf-8")
    (tmp_path / "frames" / "aid.yaml").write_text(HEAD + frames, encoding="utf-8")
    return load_frames(tmp_path / "frames", PLOVER)


def test_shipped_lexicon_covers_all_types_with_examples() -> None:
    lexicon = load_frames(DATA / "frames", PLOVER)
    assert {frame.event_type for frame in lexicon.frames} == set(EVENT_TYPES)
    assert len(lexicon.frames) >= 600
    assert all(frame.examples for frame in lexicon.frames)


def test_classes_are_expanded_and_rivals_sorted_by_constraints(tmp_path: Path) -> None:
    lexicon = load(
        tmp_path,
        "- {id: give.01, verb: give, example: X gave Y.}\n"
        "- {id: give.02, verb: give, object: <arms>, example: X gave Y.}\n",
    )
    assert [frame.id for frame in lexicon.at("verb", "give")] == ["give.02", "give.01"]
    assert lexicon.at("verb", "give")[0].object == {"gun", "tank"}
    assert lexicon.at("noun", "give") == ()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("{id: a.01, verb: give, example: X gave., colour: red}", "unknown key 'colour'"),
        ("{id: a.01, verb: give}", "needs an example"),
        ("{id: a.01, example: X gave.}", "exactly one of verb, noun, adj"),
        ("{id: a.01, verb: give, mode: visit, example: X gave.}", "AID has no mode 'visit'"),
        ("{id: a.01, verb: give, object: <food>, example: X gave.}", "class <food> is not in noun_classes.yaml"),
        ("{id: a.01, verb: give, contexts: weather, example: X gave.}", "'weather' is not a PLOVER context"),
        ("{id: a.01, verb: give, requires: all, example: X gave.}", "requires 'all'"),
        ("{id: a.01, verb: give, complement: x, example: X gave.}", "complement 'x'"),
    ],
)
def test_mistakes_are_reported_with_file_and_line(tmp_path: Path, entry: str, message: str) -> None:
    with pytest.raises(LexiconError, match=r"aid\.yaml:7: ") as caught:
        load(tmp_path, f"- {entry}\n")
    assert message in str(caught.value)


def test_an_id_used_twice_is_reported(tmp_path: Path) -> None:
    entry = "- {id: a.01, verb: give, example: X gave.}\n"
    with pytest.raises(LexiconError, match="also used"):
        load(tmp_path, entry + entry)


def test_verbs_of_complements_and_modals_make_a_frame_more_specific(tmp_path: Path) -> None:
    lexicon = load(
        tmp_path,
        "- {id: tell.01, verb: tell, example: X told Y.}\n"
        "- {id: tell.02, verb: tell, modal: would, negated: yes, example: X would not tell Y.}\n"
        "- {id: tell.03, verb: tell, complement_verb: [leave], object: gun, example: X told Y to leave.}\n",
    )
    assert [frame.id for frame in lexicon.at("verb", "tell")] == ["tell.03", "tell.02", "tell.01"]
    assert (lexicon.at("verb", "tell")[1].modal, lexicon.at("verb", "tell")[1].negated) == ({"would"}, True)
