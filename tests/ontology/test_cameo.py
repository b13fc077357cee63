"""CAMEO codes of PLOVER events."""

from pathlib import Path

import pytest

import countermove
from countermove.ontology.cameo import load_cameo
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES, load_plover

DATA = Path(countermove.__file__).parent / "data"
CAMEO = load_cameo(DATA / "cameo.yaml")


def test_every_type_and_mode_has_a_code() -> None:
    modes = load_plover(DATA / "plover.yaml").modes
    for event_type in EVENT_TYPES:
        for mode in (None, *sorted(modes[event_type])):
            code = CAMEO.code(event_type, mode)
            assert code is not None and code.isdigit()


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "rule", "code"),
    [
        ("AID", None, ("military",), "frame:give-aid.01", "072"),
        ("AID", None, (), "frame:give-aid.01", "070"),
        ("SUPPORT", None, (), "frame:sign.01", "057"),
        ("ACCUSE", "allege", (), "frame:sue.01", "115"),
        ("CONSULT", "visit", (), "frame:visit.01", "042"),
    ],
)
def test_refinements(event_type: str, mode: str | None, contexts: tuple[str, ...], rule: str, code: str) -> None:
    assert CAMEO.code(event_type, mode, contexts, rule) == code


def test_fighting_between_armed_sides() -> None:
    assert CAMEO.code("ASSAULT", None, actors=["MIL"], recipients=["REB"]) == "190"
    assert CAMEO.code("ASSAULT", None, actors=["MIL"], recipients=["CVL"]) == "180"


def test_unknown_key_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cameo.yaml"
    path.write_text(
        'default:\n  AID: {none: "070"}\nrefinements:\n- {type: AID, code: "071", when: x}\n', encoding="utf-8"
    )
    with pytest.raises(LexiconError, match=r"cameo\.yaml:4: unknown key 'when'"):
        load_cameo(path)
