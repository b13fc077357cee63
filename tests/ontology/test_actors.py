"""The actor registry: what names, adjectives, titles and common nouns resolve to, and how bad tables are reported."""

from __future__ import annotations

import pickle
import shutil
import time
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

import countermove
from countermove.ontology.actor_names import name_key, plural_forms
from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.ontology.errors import LexiconError

ACTORS = Path(countermove.__file__).parent / "data" / "actors"

# CLDR territories that are no place of their own, or belong to no state.
NOT_TERRITORIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return load_actors(ACTORS)


def test_every_cldr_territory_resolves(registry: ActorRegistry) -> None:
    names = Locale("en").territories
    missing = [
        (code, name)
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_TERRITORIES and registry.country_of_name(name) is None
    ]
    assert missing == []


def test_every_state_has_the_code_cldr_gives_it(registry: ActorRegistry) -> None:
    names = Locale("en").territories
    for state in registry.countries.states.values():
        assert registry.country_of_name(names[state.iso2]) == state.iso3


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Russian", "RUS"), ("Russians", "RUS"), ("Britons", "GBR"), ("Filipinos", "PHL"), ("Danes", "DNK"),
        ("Dutch", "NLD"), ("North Korean", "PRK"), ("North Koreans", "PRK"), ("South Sudanese", "SSD"),
        ("Palestinian", "PSE"), ("Kosovar", "KOS"), ("Sino", "CHN"), ("Kurdish", None), ("Syrian Kurds", "SYR"),
        ("U.S.", "USA"), ("us", None), ("table", None),
    ],
)  # fmt: skip
def test_adjectives_and_peoples(registry: ActorRegistry, word: str, country: str | None) -> None:
    assert registry.country_of_adjective(word) == country


def test_a_people_without_a_state_is_known_as_one(registry: ActorRegistry) -> None:
    assert registry.is_people("Kurds")
    assert not registry.is_people("table")


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Zaire", "COD"), ("the Soviet Union", "RUS"), ("Burma", "MMR"), ("Côte d’Ivoire", "CIV"), ("U.S.", "USA"),
        ("the US", "USA"), ("Türkiye", "TUR"), ("Turkiye", "TUR"), ("Moscow", "RUS"), ("the Kremlin", "RUS"),
        ("White House", "USA"), ("Élysée", "FRA"), ("Pyongyang", "PRK"),
    ],
)  # fmt: skip
def test_names_and_metonyms_of_states(registry: ActorRegistry, name: str, ref: str) -> None:
    actor = registry.lookup(name)
    assert actor is not None
    assert (actor.ref, actor.sectors) == (ref, ("GOV",))


@pytest.mark.parametrize("word", ["us", "who", "Who", "Us", "is"])
def test_english_words_are_no_acronyms(registry: ActorRegistry, word: str) -> None:
    assert registry.lookup(word) is None


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("NATO", "IGO", "MIL"), ("Nato", "IGO", "MIL"), ("United Nations", "UNO", "GOV"), ("EU", "EUR", "GOV"),
        ("al Qaeda", "IMG", "REB"), ("Al-Qaida", "IMG", "REB"), ("ISIS", "IMG", "REB"), ("Hezbollah", "LBN", "REB"),
        ("the Taliban", "AFG", "REB"), ("Amnesty International", "NGO", "SOC"), ("the Pentagon", "USA", "MIL"),
        ("CIA", "USA", "SPY"), ("BJP", "IND", "PTY"), ("Reuters", "GBR", "JRN"), ("Boeing", "MNC", "BUS"),
        ("the West", None, "GOV"), ("Abkhazia", "GEO", "PRE"), ("ECOWAS", "IGO", "GOV"),
    ],
)  # fmt: skip
def test_organizations(registry: ActorRegistry, name: str, country: str | None, sector: str) -> None:
    actor = registry.lookup(name)
    assert actor is not None
    assert (actor.country, actor.sectors[0]) == (country, sector)


@pytest.mark.parametrize(
    ("name", "date", "country", "sectors", "office"),
    [
        ("Bill Clinton", "1998-06-01", "USA", ("GOV",), "president"),
        ("Bill Clinton", "2005-06-01", "USA", ("ELI",), None),
        ("Hillary Clinton", "2017-06-01", "USA", ("ELI", "PTY"), None),
        ("Volodymyr Zelensky", "2024-11-01", "UKR", ("GOV",), "president"),
        ("Volodymyr Zelenskyy", "2018-11-01", "UKR", (), None),
        ("President Recep Tayyip Erdoğan", "2012-01-01", "TUR", ("GOV",), "prime minister"),
        ("Donald J. Trump", "2018-01-01", "USA", ("GOV",), "president"),
        ("Bashar Assad", "2015-01-01", "SYR", ("GOV",), "president"),
        ("Antonio Guterres", "2020-01-01", "UNO", ("GOV",), "secretary-general"),
        ("Antonio Guterres", "2000-01-01", "PRT", ("GOV",), "prime minister"),
        ("Ahmed al-Sharaa", "2020-01-01", "SYR", ("REB",), "rebel leader"),
        ("Sergei Shoigu", "2020-01-01", "RUS", ("GOV", "MIL"), "defense minister"),
    ],
)
def test_office_at_the_date_decides(
    registry: ActorRegistry, name: str, date: str, country: str, sectors: tuple[str, ...], office: str | None
) -> None:
    actor = registry.lookup(name, date)
    assert actor is not None
    assert (actor.country, actor.sectors, actor.office) == (country, sectors, office)


def test_one_name_of_two_people_goes_by_date(registry: ActorRegistry) -> None:
    father, son = registry.lookup("George Bush", "1990-06-01"), registry.lookup("George Bush", "2003-06-01")
    assert father is not None and son is not None
    assert (father.ref, son.ref) == ("george-hw-bush", "george-w-bush")


@pytest.mark.parametrize(
    ("surname", "date", "title", "ref"),
    [
        ("Putin", "2001-01-01", None, "vladimir-putin"),
        ("Xi", "2020-01-01", None, "xi-jinping"),
        ("Zelenskiy", "2024-11-01", None, "volodymyr-zelenskyy"),
        ("Assad", "2015-01-01", None, "bashar-al-assad"),
        ("Clinton", "1998-06-01", None, "bill-clinton"),
        ("Clinton", "2010-06-01", None, "hillary-clinton"),
        ("Obama", "2020-01-01", None, "barack-obama"),
        ("Biden", None, None, "joe-biden"),
        ("Bush", None, None, "george-w-bush"),
        ("Putin", "1990-01-01", None, None),
        ("Brown", "2008-06-01", None, None),
        ("Brown", "2008-06-01", "Prime Minister", "gordon-brown"),
        ("Park", "2014-06-01", "President", "park-geun-hye"),
        ("Bush", "2003-06-01", "President", "george-w-bush"),
    ],
)
def test_surname_alone(
    registry: ActorRegistry, surname: str, date: str | None, title: str | None, ref: str | None
) -> None:
    actor = registry.leader_by_surname(surname, date, title)
    assert (actor.ref if actor else None) == ref


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("troops", ("MIL",)), ("soldiers", ("MIL",)), ("police", ("COP",)), ("policemen", ("COP",)),
        ("foreign ministers", ("GOV",)), ("Secretaries of State", ("GOV",)), ("defence minister", ("GOV", "MIL")),
        ("lawmaker", ("LEG",)), ("prosecutors", ("JUD",)), ("separatists", ("REB",)), ("gunmen", ("UAF",)),
        ("militia", ("PRM",)), ("protesters", ("CVL",)), ("refugees", ("REF",)), ("cartel", ("CRM",)),
        ("journalist", ("JRN",)), ("bishop", ("REL",)), ("company", ("BUS",)), ("farmers", ("AGR",)),
        ("nurse", ("MED",)), ("trade unions", ("LAB",)), ("students", ("EDU",)), ("opposition", ("OPP",)),
    ],
)  # fmt: skip
def test_sector_words(registry: ActorRegistry, phrase: str, sectors: tuple[str, ...]) -> None:
    word = registry.sector_of(phrase)
    assert word is not None
    assert word.sectors == sectors


def test_there_are_enough_sector_words(registry: ActorRegistry) -> None:
    assert len({word.phrase for word in registry.words.by_phrase.values()}) > 2000


def test_longest_phrases(registry: ActorRegistry) -> None:
    lemmas = ["the", "deputy", "foreign", "minister", "say"]
    found = registry.longest_phrase(lemmas, 1)
    assert found is not None and (found[0], found[1].phrase) == (3, "deputy foreign minister")
    around = registry.phrase_around(["a", "former", "chief", "of", "staff"], 2)
    assert around is not None and (around[0], around[1], around[2].phrase) == (2, 3, "chief of staff")
    assert registry.longest_phrase(lemmas, 0) is None
    assert registry.longest_phrase(lemmas, 99) is None


def test_spokesmen_inherit_and_modifiers_tell(registry: ActorRegistry) -> None:
    spokesman = registry.sector_of("spokesman")
    assert spokesman is not None and spokesman.inherits and spokesman.is_title and spokesman.gender == "m"
    assert registry.modifier_sectors("military") == ("MIL",)
    assert registry.modifier_sectors("yellow") == ()
    assert registry.is_former("ex") and not registry.is_former("new")


def test_titles(registry: ActorRegistry) -> None:
    general, mrs = registry.title("Gen."), registry.title("Mrs.")
    assert general is not None and general.sectors == ("MIL",)
    assert mrs is not None and mrs.gender == "f" and mrs.sectors == ()
    assert registry.title("Tuesday") is None


def test_first_names(registry: ActorRegistry) -> None:
    assert registry.gender_of_first_name("Angela") == "f"
    assert registry.gender_of_first_name("José Maria") == "m"
    assert registry.gender_of_first_name("Zorblax") is None
    assert len(registry.first_names) > 1500


def test_states_by_name_and_code(registry: ActorRegistry) -> None:
    france = registry.state("France")
    assert france is not None and france is registry.state("FRA") and "Paris" in france.capitals
    assert registry.state("Abkhazia") is None
    assert registry.country_of_capital("Kyiv") == registry.country_of_capital("Kiev") == "UKR"


def test_registry_survives_pickling(registry: ActorRegistry) -> None:
    copy = pickle.loads(pickle.dumps(registry))
    assert copy.lookup("Kofi Annan", "2000-01-01") == registry.lookup("Kofi Annan", "2000-01-01")


def test_loading_is_fast() -> None:
    seconds = []
    for _ in range(3):
        start = time.process_time()
        load_actors(ACTORS)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.5


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(registry: ActorRegistry, text: str) -> None:
    registry.lookup(text, "2020-01-01")
    registry.leader_by_surname(text, "2020-01-01", text)
    registry.sector_of(text)
    key = name_key(text)
    assert key == " ".join(key.split())


def test_plurals() -> None:
    assert plural_forms("policeman") == ("policemen",)
    assert plural_forms("army") == ("armies",)
    assert plural_forms("envoy") == ("envoys",)
    assert plural_forms("church") == ("churches",)


def test_extra_tables_add_and_override(tmp_path: Path) -> None:
    people = tmp_path / "people.tsv"
    people.write_text(
        "country\tname\tshort\taliases\tgender\toffices\nFRA\tJeanne Exemple\t\t\tf\tpresident 2030-01..\n"
    )
    groups = tmp_path / "groups.tsv"
    groups.write_text("name\taliases\tcountry\tsectors\tkind\nNATO\t\tNGO\tSOC\t\n")
    registry = load_actors(ACTORS, [people, groups])
    person, group = registry.lookup("Jeanne Exemple", "2031-01-01"), registry.lookup("NATO")
    assert person is not None and person.sectors == ("GOV",)
    assert group is not None and group.country == "NGO"


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ("states.tsv", "FRA\tFR\tFrance again", "listed already"),
        ("states.tsv", "XYZ\tXY\tFrance", "name of FRA already"),
        ("territories.tsv", "Atlantis\t\t\tQQQ", "unknown country"),
        ("people/europe.tsv", "FRA\tA B\t\t\tx\tpresident 2000..", "gender"),
        ("people/europe.tsv", "FRA\tA B\t\t\tm\tpresident since 2000", "must end in its time"),
        ("people/europe.tsv", "FRA\tA B\t\t\tm\tpresident 2005..2000", "ends before"),
        ("people/europe.tsv", "FRA\tA B\t\t\tm\twombat 2000..", "no sector word"),
        ("people/europe.tsv", "FRA\tA B\t\t\tm\twombat [WOM] 2000..", "unknown sector"),
        ("organizations/blocs.tsv", "Club\t\tFRA\tXXX", "unknown sector"),
        ("organizations/blocs.tsv", "Club\t\tFRA\tGOV\tparty", "unknown kind"),
        ("organizations/blocs.tsv", "Other\tG7\tFRA\tGOV", "already"),
        ("sectors/society.tsv", "wombat\tCVL\tanimal", "unknown kind"),
        ("sectors/society.tsv", "wombat\tCVL\tperson\tboss", "unknown role"),
        ("sectors/society.tsv", "a\tb\tc\td\te\tf\tg", "fields"),
        ("sectors/titles.tsv", "Wmbt\twombat", "no word"),
        ("first_names.tsv", "m\tAngela", "both genders"),
    ],
)
def test_mistakes_are_reported_with_their_line(tmp_path: Path, table: str, line: str, message: str) -> None:
    directory = tmp_path / "actors"
    shutil.copytree(ACTORS, directory)
    path = directory / table
    text = path.read_text(encoding="utf-8") + line + "\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load_actors(directory)
    assert caught.value.line == text.count("\n")
    assert caught.value.path == str(path)


@pytest.mark.parametrize("date", ["2005-06-01", "2010-06-01", "2020-06-01"])
def test_nearly_every_state_is_led_by_somebody(registry: ActorRegistry, date: str) -> None:
    offices = {
        "president", "prime minister", "chancellor", "premier", "king", "emir", "sultan", "prince", "pope", "leader",
        "interim president", "acting president", "head of government", "junta leader", "military ruler",
        "supreme leader",
    }  # fmt: skip
    people = {person.ref: person for found in registry.people.values() for person in found}
    led = {
        term.country
        for person in people.values()
        for term in person.terms
        if term.office in offices and term.holds(date)
    }
    # Antarctica, Hong Kong under its chief executive, San Marino's captains regent, South Sudan before independence.
    assert set(registry.countries.states) - led <= {"ATA", "HKG", "SMR", "SSD"}


def test_nearly_every_state_has_a_foreign_minister(registry: ActorRegistry) -> None:
    people = {person.ref: person for found in registry.people.values() for person in found}
    known = {
        term.country
        for person in people.values()
        for term in person.terms
        if term.office in {"foreign minister", "foreign secretary", "secretary of state"}
    }
    assert len(known & set(registry.countries.states)) > 180


def test_nobody_enters_an_office_twice_at_once(registry: ActorRegistry) -> None:
    """The terms of one person in one office follow each other."""
    people = {person.ref: person for found in registry.people.values() for person in found}
    for person in people.values():
        last: dict[tuple[str, str, tuple[str, ...]], str] = {}
        for term in person.terms:
            key = (term.country, term.office, term.sectors)
            start = term.start or ""
            before = last.get(key, "")
            width = min(len(start), len(before))
            assert before[:width] <= start[:width], f"{person.name}: {term}"
            last[key] = term.end or "9999"
