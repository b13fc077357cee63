from dataclasses import replace
from datetime import date, timedelta

import pytest

from countermove.ontology.actors import load_actors
from countermove.ontology.lexicon import DATA
from countermove.record.errors import FilterError, RecordError
from countermove.record.record import RecordFile
from countermove.response.forecasting.make import Wanted, make_forecast
from tests.response.forecasting.building import FIRST, QUICK, put_acts, steady_acts

LAST = FIRST + timedelta(399)


@pytest.fixture(scope="module")
def registry():
    return load_actors(DATA / "actors")


@pytest.fixture(scope="module")
def steady(tmp_path_factory, empty_file):
    """400 days of acts among A, B, C and D, where A and B have codes."""
    path = tmp_path_factory.mktemp("steady") / "steady.duckdb"
    path.write_bytes(empty_file.read_bytes())
    with RecordFile(path) as file:
        put_acts(file, steady_acts(days=400), codes={"A": "KEN", "B": "TZA"})
        put_acts(file, [("D", "C", 3, 399)], dataset="other")
    return path


@pytest.fixture
def ask(steady, registry):
    def asked(settings=None, **wanted):
        with RecordFile(steady, read_only=True) as file:
            return make_forecast(file.connection, Wanted(**wanted), settings or QUICK, registry)

    return asked


def test_a_pair_is_forecast_in_both_directions(ask):
    found = ask(actor="KEN", recipient="Tanzania")
    assert [(one.actor.key, one.recipient.name) for one in found.pairs] == [("KEN", "Tanzania"), ("TZA", "Kenya")]
    assert found.question.kind == "pair" and found.question.as_of == LAST
    one = found.pairs[0]
    assert one.acts == sum(part.acts for part in one.classes) > 50
    assert [part.days for part in one.any_act] == [1, 7, 30]
    for part in one.classes:
        assert sum(share.share for share in part.sources) == pytest.approx(1, abs=0.001)
        assert part.types[0].event_type in ("CONSULT", "AID", "ACCUSE", "COERCE") and part.types[0].seen == part.acts


def test_all_of_a_forecast_holds_together(ask):
    for wanted in ({"actor": "KEN"}, {"recipient": "c"}, {"actor": "D", "recipient": "A"}):
        for pair in ask(**wanted).pairs:
            for horizons in (pair.any_act, *(one.horizons for one in pair.classes)):
                said = [one.probability for one in horizons]
                assert said == sorted(said)
                for one in horizons:
                    assert 0 <= one.probability_low <= one.probability <= one.probability_high <= 1
                    assert one.expected_low <= one.expected <= one.expected_high
            assert pair.any_act[-1].probability >= max(one.horizons[-1].probability for one in pair.classes) - 0.05


def test_an_actor_is_forecast_towards_its_partners_likeliest_first(ask):
    found = ask(actor="KEN")
    [ranking] = found.rankings
    assert ranking.towards and [one.rank for one in ranking.parties] == [1, 2, 3]
    assert [one.recipient for one in found.pairs] == [one.who for one in ranking.parties]
    assert found.pairs[0].recipient.key == "TZA" and all(one.reasons for one in ranking.parties)


def test_a_recipient_is_forecast_from_those_who_act_on_it(ask):
    found = ask(recipient="D", settings=replace(QUICK, most_shown=2))
    assert len(found.pairs) == 2 and all(one.recipient.key == "D" for one in found.pairs)
    assert not found.rankings[0].towards


def test_nothing_later_than_the_last_known_day_is_seen(ask, steady, tmp_path, registry):
    day = FIRST + timedelta(250)
    path = tmp_path / "cut.duckdb"
    path.write_bytes(steady.read_bytes())
    with RecordFile(path) as file:
        file.connection.execute("delete from history_events where day > ?", [day])
    with RecordFile(path, read_only=True) as file:
        cut = make_forecast(file.connection, Wanted(actor="KEN", recipient="C"), QUICK, registry)
    assert cut == ask(actor="KEN", recipient="C", as_of=day)


def test_the_order_of_rows_makes_no_difference(steady, tmp_path, registry):
    path = tmp_path / "turned.duckdb"
    path.write_bytes(steady.read_bytes())
    with RecordFile(path) as file:
        file.connection.execute("create temp table turned as select * from history_events order by hash(row_id)")
        file.connection.execute("delete from history_events")
        file.connection.execute("insert into history_events select * from turned")
    found = []
    for one in (steady, path):
        with RecordFile(one, read_only=True) as file:
            found.append(make_forecast(file.connection, Wanted(actor="D"), QUICK, registry))
    assert found[0] == found[1]


def test_a_dataset_can_be_asked_for_alone(ask):
    both, alone = ask(actor="D", recipient="C"), ask(actor="D", recipient="C", datasets=("invented",))
    assert both.basis.datasets == ("invented", "other") and alone.basis.datasets == ("invented",)
    assert both.pairs[0].acts == alone.pairs[0].acts + 1
    assert any("added up" in note for note in both.notes) and not any("added up" in note for note in alone.notes)


def test_a_day_after_the_record_is_told(ask):
    found = ask(actor="D", recipient="C", as_of=date(2025, 6, 1))
    assert found.question.as_of == date(2025, 6, 1) and "count as days" in found.notes[0]
    assert found.pairs[0].any_act[0].expected < ask(actor="D", recipient="C").pairs[0].any_act[0].expected


def test_two_who_never_met_lean_on_others(ask, steady, tmp_path, registry):
    path = tmp_path / "more.duckdb"
    path.write_bytes(steady.read_bytes())
    with RecordFile(path) as file:
        put_acts(file, [("E", "A", 1, 12)], dataset="third")
        found = make_forecast(file.connection, Wanted(actor="E", recipient="B"), QUICK, registry)
    one = found.pairs[0]
    assert one.acts == 0 and one.first_day is None and "No earlier act" in one.notes[0]
    assert 0 < one.any_act[-1].probability < 0.2


def test_few_acts_are_given_constant_rates_and_no_track_record(record, registry):
    put_acts(record, [("A", "B", 0, day) for day in range(0, 20, 4)])
    found = make_forecast(record.connection, Wanted(actor="A", recipient="B"), QUICK, registry)
    assert found.basis.model == "constant rates" and any("too few to tell" in note for note in found.notes)
    assert "too short" in found.track.too_short
    assert "Only 5 earlier acts" in found.pairs[0].notes[0]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({}, "ask about an event"),
        ({"event_id": "e1", "actor": "KEN"}, "ask about an event"),
        ({"event_id": "e0000000000000000"}, "no event e0000000000000000"),
        ({"actor": "Nobody at all"}, "nobody is known as 'Nobody at all'"),
        ({"actor": " "}, "nobody is known as ' '"),
        ({"actor": "KEN", "recipient": "Kenya"}, "both Kenya"),
        ({"actor": "ISL"}, "Iceland acts on nobody"),
        ({"recipient": "ISL"}, "Iceland is acted on by nobody"),
        ({"actor": "KEN", "datasets": ("gdelt",)}, "dataset: no acts of 'gdelt'; there are: invented, other"),
        ({"actor": "KEN", "without": ("nothing",)}, "without: nothing is no event"),
    ],
)
def test_what_cant_be_asked_is_one_line(ask, wanted, words):
    with pytest.raises(FilterError) as error:
        ask(**wanted)
    assert words in str(error.value) and "\n" not in str(error.value)


def test_a_record_without_acts_is_told(record, registry):
    with pytest.raises(RecordError, match="no act of one party towards another is known"):
        make_forecast(record.connection, Wanted(actor="KEN"), QUICK, registry)


def test_a_day_before_all_acts_is_told(ask):
    with pytest.raises(RecordError, match="up to 2019-01-01"):
        ask(actor="KEN", as_of=date(2019, 1, 1))


def test_the_fit_is_bounded(ask):
    found = ask(actor="KEN", settings=replace(QUICK, most_pairs=3, most_days=200, most_rows=150, track_pairs=3))
    assert found.basis.pairs <= 9 and found.basis.acts < 300 and (LAST - found.basis.first_day).days < 200


def test_hostile_names_are_names(record, registry):
    name = "Robert'); drop table articles;-- \u202e\x00.\n."
    put_acts(record, [(name, "B", 0, day) for day in range(30)] + [("B", name, 2, 3)])
    found = make_forecast(record.connection, Wanted(actor=name), QUICK, registry)
    assert found.pairs[0].actor.name == name and found.pairs[0].acts == 30


def test_what_an_estimate_rests_on_adds_up_to_it(ask):
    """Base, own, partner's and third parties' parts are shares of one expected number."""
    for pair in ask(actor="KEN", recipient="TZA", settings=replace(QUICK, most_carriers=10_000)).pairs:
        for one in pair.classes:
            named = sum(act.contribution for act in one.carried_by)
            base = one.sources[0].share * one.horizons[-1].expected
            assert named + base <= one.horizons[-1].expected * 1.01
            assert all(act.ids and act.acts for act in one.carried_by)
            assert [act.contribution for act in one.carried_by] == sorted(
                (act.contribution for act in one.carried_by), reverse=True
            )
