from pathlib import Path

import pytest

import countermove
from countermove.ontology.boilerplate import load_boilerplate_cues
from countermove.ontology.errors import LexiconError

CUES = Path(countermove.__file__).parent / "data" / "cues" / "boilerplate.yaml"
LISTS = ("whole", "begins", "begins_fragment", "contains", "contains_fragment", "ends_fragment", "counted", "agency")
GOOD = "strip: ' .'\n" + "".join(f"{name}: [cue]\n" for name in LISTS)


def test_the_shipped_cues_load() -> None:
    cues = load_boilerplate_cues(CUES)
    assert "read more" in cues.whole
    assert "comments" in cues.counted


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GOOD + "extra: [x]\n", "unknown keys: extra"),
        (GOOD.replace("whole: [cue]\n", ""), "whole must be a list"),
        (GOOD.replace("whole: [cue]", "whole: [Cue]"), "must be lower case"),
        (GOOD.replace("whole: [cue]", "whole: ['']"), "is not a text"),
        (GOOD.replace("strip: ' .'", "strip: 1"), "strip must be"),
        ("- a\n", "a mapping of lists is expected"),
    ],
)
def test_mistakes_are_reported_with_file_and_line(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "boilerplate.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason) as caught:
        load_boilerplate_cues(path)
    assert str(path) in str(caught.value)
    assert caught.value.line == 1
