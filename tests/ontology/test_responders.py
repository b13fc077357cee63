"""Declared responders."""

from datetime import date

import pytest

from countermove.ontology.actors import load_actors
from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.responders import RESPONDERS, known_codes, load_lists, load_responders


@pytest.fixture(scope="module")
def registry():
    return load_actors(DATA / "actors")


@pytest.fixture(scope="module")
def responders(registry):
    return load_responders(DATA / RESPONDERS, registry)


@pytest.fixture
def lists(tmp_path, registry):
    def load(text: str, kind=None):
        path = tmp_path / "own.yaml"
        path.write_text(text, encoding="utf-8")
        return load_lists(path, known_codes(registry), kind)

    return load


@pytest.mark.parametrize(
    ("name", "who", "day", "member"),
    [
        ("NATO", "FIN", date(2023, 4, 3), False),
        ("NATO", "FIN", date(2023, 4, 4), True),
        ("European Union", "GBR", date(2020, 1, 31), True),
        ("European Union", "GBR", date(2020, 2, 1), False),
        ("ECOWAS", "MLI", date(2025, 1, 29), False),
        ("elected members of the UN Security Council", "NOR", date(2022, 12, 31), True),
        ("elected members of the UN Security Council", "NOR", date(2023, 1, 1), False),
        ("permanent members of the UN Security Council", "CHN", date(1999, 1, 1), True),
    ],
)
def test_members_are_those_of_the_day(responders, name, who, day, member):
    assert (who in responders.lists[name].on(day)) is member


@pytest.mark.parametrize("year", range(2010, 2027))
def test_ten_elected_members_sit_in_each_year(responders, year):
    elected = responders.lists["elected members of the UN Security Council"]
    assert len(elected.on(date(year, 6, 1))) == 10
    assert not elected.incomplete(date(year, 6, 1))


def test_a_list_says_on_which_days_it_is_not_whole(responders):
    assert responders.lists["elected members of the UN Security Council"].incomplete(date(2031, 3, 2))
    assert not responders.lists["NATO"].incomplete(date(2031, 3, 2))


def test_without_a_day_those_count_who_have_not_left(responders):
    assert "GBR" not in responders.lists["European Union"].on(None)
    assert "FRA" in responders.lists["European Union"].on(None)


def test_neighbours_stand_on_both_sides_and_no_state_is_its_own(responders):
    for state, others in responders.neighbours.items():
        assert state not in others
        assert all(state in responders.neighbours[other] for other in others)
    assert responders.neighbours["ISL"] == ()
    assert "RUS" in responders.neighbours["NOR"]


def test_every_kind_of_move_has_grounds(responders):
    for event_type in EVENT_TYPES:
        assert dict(responders.grounds(event_type, None))["target"] == 1.0


def test_a_rule_for_a_mode_goes_before_one_for_its_type(tmp_path, registry):
    for name in ("bodies.yaml", "pacts.yaml", "security_council.yaml", "neighbours.tsv", "expectations.yaml"):
        (tmp_path / name).write_bytes((DATA / RESPONDERS / name).read_bytes())
    rules = tmp_path / "expectations.yaml"
    text = rules.read_text(encoding="utf-8") + "\n- moves: [SANCTION expel]\n  expect: {target: 0.4}\n"
    rules.write_text(text, encoding="utf-8")
    loaded = load_responders(tmp_path, registry)
    assert loaded.grounds("SANCTION", "expel") == (("target", 0.4),)
    assert len(loaded.grounds("SANCTION", "withdraw")) > 1


def test_one_sided_neighbours_are_refused(tmp_path, registry):
    for name in ("bodies.yaml", "pacts.yaml", "security_council.yaml", "expectations.yaml"):
        (tmp_path / name).write_bytes((DATA / RESPONDERS / name).read_bytes())
    text = (DATA / RESPONDERS / "neighbours.tsv").read_text(encoding="utf-8").replace("\nPRT\tESP", "\nPRT\t")
    (tmp_path / "neighbours.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"neighbours\.tsv:\d+: PRT is a neighbour of ESP"):
        load_responders(tmp_path, registry)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("list: NATO\n", ":1: must be a list of entries"),
        ("- {list: Mine, members: [XXX]}", ":1: 'XXX' is no state's code"),
        ("- {list: Mine, members: [FRA], colour: red}", ":1: 'colour' is none of"),
        ("- {list: Mine, kind: club, members: [FRA]}", ":1: kind 'club' is none of"),
        ("- {list: Mine, members: []}", ":1: Mine: members must be a list"),
        ("- list: Mine\n  members:\n  - {who: [FRA], since: soon}", ":3: since: 'soon' is no day"),
        ("- list: Mine\n  members:\n  - {who: [FRA], since: 2004-13}", ":3: since: '2004-13' is no day"),
        ("- list: Mine\n  members:\n  - {who: [FRA], since: 2004, until: 2003}", ":3: since 2004-01-01 is after"),
        ("- {list: Mine, body: nobody-knows, members: [FRA]}", ":1: body 'nobody-knows'"),
    ],
)
def test_mistakes_name_file_and_line(lists, text, message):
    with pytest.raises(LexiconError, match="own.yaml" + message.replace(".", r"\.")):
        lists(text, "declared")


def test_a_year_reaches_from_its_first_to_its_last_day(lists):
    [one] = lists("- list: Mine\n  kind: forum\n  members:\n  - {who: [FRA], since: 2004, until: 2004-02}")
    assert one.on(date(2004, 1, 1)) == one.on(date(2004, 2, 29)) == ("FRA",)
    assert one.on(date(2003, 12, 31)) == one.on(date(2004, 3, 1)) == ()


def test_own_lists_need_no_kind(lists):
    [one] = lists("- list: Desk\n  members: [EGY, nato]", "declared")
    assert one.kind == "declared" and one.on(None) == ("EGY", "nato")
