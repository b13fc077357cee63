from pathlib import Path

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.reference import load_reference, shipped_reference


def test_the_shipped_cues_load_once() -> None:
    cues = shipped_reference()
    assert cues.address["mrs"] == "f"
    assert "western" in cues.regional
    assert shipped_reference() is cues


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("mr: m", "mr: x", "neither m nor f"),
        ("speech:", "spech:", "unknown keys: spech"),
        ("  - western\n", "  - Western\n", "is not a lower-case text"),
    ],
)
def test_mistakes_are_reported_with_the_file(tmp_path: Path, old: str, new: str, reason: str) -> None:
    shipped = Path(load_reference.__code__.co_filename).parent.parent / "data" / "cues" / "reference.yaml"
    path = tmp_path / "reference.yaml"
    path.write_text(shipped.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LexiconError, match=reason) as caught:
        load_reference(path)
    assert caught.value.path == str(path)
