# ruff: noqa: E501  (a tree reads better on one line)
from collections.abc import Callable
from pathlib import Path

import pytest

import countermove
from countermove.ontology.attribution_cues import load_attribution_cues
from countermove.ontology.errors import LexiconError
from countermove.ontology.factuality_cues import load_factuality_cues
from countermove.ontology.silence_cues import load_silence_cues

CUES = Path(countermove.__file__).parent / "data" / "cues"


def test_the_shipped_attribution_cues() -> None:
    cues = load_attribution_cues(CUES / "attribution.yaml")
    assert len(cues) > 400
    (deny, *_) = cues.verbs["deny"]
    assert (deny.cue_class, deny.factuality) == ("deny", "CT-")
    assert any(cue.rest == ("out",) for cue in cues.verbs["point"])
    assert any("of" in cue.prepositions for cue in cues.verbs["accuse"])


def test_the_shipped_factuality_cues() -> None:
    cues = load_factuality_cues(CUES / "factuality.yaml")
    assert cues.embedding["fail"].value == "CT-" and cues.embedding["fail"].negated == "CT+"
    assert cues.modals["may"] == "PS+"
    assert cues.adverbs["probably"] == "PR+"


def test_the_shipped_silence_cues() -> None:
    cues = load_silence_cues(CUES / "silence.yaml")
    assert cues.verbs["respond"] == {"to"}
    assert cues.states["silent"] and "comment" in cues.nouns


@pytest.mark.parametrize(
    ("name", "load", "old", "new", "reason"),
    [
        ("attribution", load_attribution_cues, "part: verb", "part: verbs", "part 'verbs' is none of"),
        ("attribution", load_attribution_cues, "class: assert", "class: shout", "class 'shout' is none of"),
        ("attribution", load_attribution_cues, "factuality: CT+, strength", "factuality: sure, strength", "no FactBank value"),
        ("attribution", load_attribution_cues, "patterns: [clause", "patterns: [claus", "patterns must be some of"),
        ("attribution", load_attribution_cues, "strength: 0.97", "strength: 3", "strength 3 must be"),
        ("attribution", load_attribution_cues, "say, add,", "say, add, say,", "'say' stands twice"),
        ("factuality", load_factuality_cues, "may: PS+", "may: often", "is no FactBank value"),
        ("factuality", load_factuality_cues, "tense: future", "tense: soon", "tense 'soon' must be"),
        ("factuality", load_factuality_cues, "through: yes", "through: maybe", "through must be yes or no"),
        ("silence", load_silence_cues, "refusals: [", "refusal: [", "refusals must be a list of words"),
    ],
)  # fmt: skip
def test_mistakes_name_file_and_line(
    tmp_path: Path, name: str, load: Callable[[Path], object], old: str, new: str, reason: str
) -> None:
    text = (CUES / f"{name}.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / f"{name}.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=reason) as caught:
        load(path)
    assert caught.value.path == str(path) and caught.value.line is not None
