"""ACLED's categories of actors."""

import pytest

from countermove.exports.acled_parties import categorize
from countermove.exports.acled_rules import load_acled_rules
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import load_plover
from tests.exports.building import party

RULES = load_acled_rules(DATA / "exports" / "acled.yaml", load_plover(DATA / "plover.yaml"))


@pytest.mark.parametrize(
    ("name", "country", "sectors", "acting", "expected"),
    [
        ("soldiers", "KEN", ("MIL",), False, "State forces"),
        ("soldiers", "UGA", ("MIL",), True, "External/Other forces"),
        ("soldiers", None, ("MIL",), True, "State forces"),
        ("peacekeepers", "UNO", ("MIL",), True, "External/Other forces"),
        ("ministers", "KEN", ("GOV",), True, "State forces"),
        ("ministers", "KEN", ("GOV",), False, "Civilians"),
        ("militants", "SOM", ("UAF",), True, "Political militia"),
        ("rebels", "IMG", ("REB",), True, "Rebel group"),
        ("12 demonstrators", "KEN", ("CVL",), True, "Protesters"),
        ("Rioters", "KEN", ("CVL",), True, "Rioters"),
        ("anti-government protesters", "KEN", (), False, "Protesters"),
        ("students", "KEN", ("EDU",), False, "Civilians"),
        ("party", "KEN", ("UNK", "OPP"), True, "Civilians"),
        ("somebody", "KEN", (), True, None),
        ("somebody", "KEN", ("PRE", "ZZZ"), True, None),
    ],
)
def test_categories(name, country, sectors, acting, expected):
    entity = party(name, "n1", name, country, *sectors)
    assert categorize(entity, RULES, acting=acting, country="KEN").category == expected


@pytest.mark.parametrize("acting", [True, False])
def test_a_state_is_its_forces(acting):
    entity = party("Kenya", "n1", "Kenya", "KEN", "GOV", kind="state")
    assert categorize(entity, RULES, acting=acting, country=None).category == "State forces"
