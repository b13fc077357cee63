"""The list of news agencies."""

import pytest

from countermove.ontology.agencies import AGENCIES_FILE, load_agencies
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA

AGENCIES = load_agencies(DATA / AGENCIES_FILE)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Reuters", "Reuters"),
        ("the  Associated\nPress", "Associated Press"),
        ("The AP", "Associated Press"),
        ("AFP", "Agence France-Presse"),
        ("Fjordland News Agency", "Fjordland News Agency"),
        ("the Fjordland News Agency", "Fjordland News Agency"),
        ("ap", None),
        ("Reuters reporters", None),
        ("The Fjord", None),
        ("", None),
    ],
)
def test_a_text_names_an_agency_or_it_does_not(text, name):
    assert AGENCIES.name(text) == name


def test_every_form_is_found_in_a_text_and_gives_its_name():
    for form, name in AGENCIES.names.items():
        assert AGENCIES.name(form) == name
        found = AGENCIES.pattern.search(f"LIMA ({form}) - ")
        assert found is not None
        assert found[0] == form


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("agencies:\n- [Reuters]\n", 1, "must give agencies and endings"),
        ("- Reuters\n", 1, "must give agencies and endings"),
        ("agencies: []\nendings: []\nothers: []\n", 1, "must give agencies and endings"),
        ("agencies:\n- [Reuters]\n- Tass\nendings: [Agency]\n", 2, "'Tass' is no list of names"),
        ("agencies:\n- [Reuters]\n- []\nendings: [Agency]\n", 3, "is no list of names"),
        ("agencies:\n- [Reuters]\n- [Tass, 7]\nendings: [Agency]\n", 3, "is no list of names"),
        (
            "agencies:\n- [Reuters]\n- [Tass, Reuters]\nendings: [Agency]\n",
            3,
            "'Reuters' stands under Reuters and Tass",
        ),
        ("agencies: Reuters\nendings: [Agency]\n", 1, "agencies must be a list"),
        ("agencies:\n- [Reuters]\nendings: Agency\n", 1, "endings must be a list of texts"),
        ("agencies:\n- [Reuters]\nendings: []\n", 3, "endings must be a list of texts"),
        ("agencies: [\n", 2, ""),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path, content, line, reason):
    file = tmp_path / "agencies.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        load_agencies(file)
    assert str(error.value).startswith(f"{file}:{line}: ")
    assert reason in str(error.value)
