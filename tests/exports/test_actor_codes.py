"""What PLOVER's actor codes are called elsewhere."""

import pytest

from countermove.exports.actor_codes import load_actor_codes
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from tests.exports.building import party

ACTORS = load_actor_codes(DATA / "exports" / "actors.yaml")


def test_actor_codes():
    soldiers = party("x", "n1", "x", "UNO", "MIL", "COP", "ZZZ")
    assert ACTORS.icews_sectors(soldiers) == ("International Government Organization", "Military", "Police")
    assert ACTORS.cameo_roles(soldiers) == ("MIL", "COP")
    assert ACTORS.cameo_roles(party("x", "n1", "x", "NOR", "JRN", "MED", "CVL", "SOC")) == ("MED", "HLH", "CVL")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("sectors: {}\n", "the file must hold exactly"),
        ("sectors: {GOV: {}}\nnon_state: {}\n", "sectors must hold exactly"),
    ],
)
def test_missing_actor_codes_are_told(tmp_path, text, reason):
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason):
        load_actor_codes(path)


def test_an_unknown_key_of_an_actor_code_is_told_with_its_line(tmp_path):
    path = tmp_path / "actors.yaml"
    text = (DATA / "exports" / "actors.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("COP: {cameo: COP", "COP: {camero: COP"), encoding="utf-8")
    with pytest.raises(LexiconError, match=r"actors\.yaml:6: COP may hold: cameo, icews"):
        load_actor_codes(path)
