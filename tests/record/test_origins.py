"""The newsroom behind an article."""

from __future__ import annotations

import pytest

from countermove.ontology.agencies import AGENCIES_FILE, load_agencies
from countermove.ontology.lexicon import DATA
from countermove.record.origins import Source, credited_agency, newsroom, publisher_source

AGENCIES = load_agencies(DATA / AGENCIES_FILE)
BODY = "The ferry left the harbour at noon and the mayor waved. " * 12


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"OSLO, March 3 (Reuters) - {BODY}", "Reuters"),
        (f"PARIS (AFP) — {BODY}", "Agence France-Presse"),
        (f"Paris, AFP - {BODY}", "Agence France-Presse"),
        (f"By Jane Doe, Associated Press\n{BODY}", "Associated Press"),
        (f"From The Associated Press\n{BODY}", "Associated Press"),
        (f"{BODY}\n— AFP", "Agence France-Presse"),
        (f"{BODY}\n[dpa]", "Deutsche Presse-Agentur"),
        (f"{BODY} (with Xinhua)", "Xinhua"),
        (f"{BODY}\nSource: TASS", "TASS"),
        (f"{BODY}\nReporting by Reuters", "Reuters"),
        (f"{BODY}\n© 2024 Kyodo News", "Kyodo News"),
        (f"LIMA (Andean Coast News Agency) - {BODY}", "Andean Coast News Agency"),
        ("The ferry left the harbour at noon.\n— AFP", "Agence France-Presse"),
    ],
)
def test_a_credit_names_the_agency(text, agency):
    assert credited_agency(text, AGENCIES) == agency


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Reuters reporters were turned away. {BODY}",
        f"{BODY} Reuters could not verify that. {BODY}",
        f"{BODY} (Reuters) {BODY}",
        f"The ap (ap) - {BODY}",
        "",
        "(" * 5_000,
        "Aa " * 5_000,
    ],
)
def test_a_text_without_credit_has_none(text):
    assert credited_agency(text, AGENCIES) is None


COPIED = Source("publisher", "The Fjord")


@pytest.mark.parametrize(
    ("text", "publisher", "copied", "source", "known"),
    [
        (f"(AFP) - {BODY}", "Daily", COPIED, Source("agency", "Agence France-Presse"), "credit"),
        (BODY, "Daily", COPIED, COPIED, "copy"),
        (BODY, "Daily", None, Source("publisher", "Daily"), "publisher"),
        (BODY, "AFP", None, Source("agency", "Agence France-Presse"), "publisher"),
        (BODY, None, None, Source("article", "a1"), "article"),
        (BODY, None, COPIED, COPIED, "copy"),
    ],
)
def test_the_credit_comes_before_the_copied_and_that_before_the_publisher(text, publisher, copied, source, known):
    assert newsroom(text, publisher, "a1", copied, AGENCIES) == (source, known)


def test_a_publisher_is_one_however_it_is_spaced():
    assert publisher_source("The\n  Fjord ", AGENCIES) == Source("publisher", "The Fjord")
    assert publisher_source("the Associated  Press", AGENCIES) == Source("agency", "Associated Press")
