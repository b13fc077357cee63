"""Names and scores of CAMEO codes."""

import pytest

from countermove.exports.cameo_names import base_code, load_cameo_names, quad_class, root_code
from countermove.ontology.cameo import load_cameo
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA

CAMEO_NAMES = load_cameo_names(DATA / "exports" / "cameo_codes.tsv")


def test_every_cameo_code_that_a_reading_can_give_has_a_name():
    codes = load_cameo(DATA / "cameo.yaml")
    given = {*codes.default.values(), *(refinement.code for refinement in codes.refinements)}
    assert given <= set(CAMEO_NAMES)
    assert all(CAMEO_NAMES[code].goldstein is not None for code in given - {"176"})


@pytest.mark.parametrize(("code", "expected"), [("040", 1), ("0874", 2), ("138", 3), ("195", 4), ("99", None)])
def test_quad_classes(code, expected):
    assert quad_class(code) == expected


def test_levels_of_a_code():
    assert (base_code("0841"), root_code("0841"), base_code("040")) == ("084", "08", "040")


@pytest.mark.parametrize("row", ["4x\tConsult\t1", "040\t\t1", "040\tConsult\thigh", "040\tConsult\t11"])
def test_a_mistake_in_the_cameo_codes_is_told_with_its_line(tmp_path, row):
    path = tmp_path / "cameo.tsv"
    path.write_text(f"code\tlabel\tgoldstein\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"cameo\.tsv:2: "):
        load_cameo_names(path)
