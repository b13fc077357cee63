"""Forecasts about a move of the record."""

from datetime import date

import pytest

from countermove.ontology.actors import load_actors
from countermove.ontology.lexicon import DATA
from countermove.record.errors import FilterError
from countermove.response.forecasting.make import Wanted, make_forecast


@pytest.fixture(scope="module")
def registry():
    return load_actors(DATA / "actors")


def move_of(record):
    [found] = record.connection.execute("select event_id from events where event_type = 'MOBILIZE'").fetchall()
    return found[0]


def test_targets_answer_first_then_third_parties_then_the_mover_goes_on(frigates, registry):
    found = make_forecast(frigates.connection, Wanted(event_id=move_of(frigates)), None, registry)
    assert found.question.kind == "move" and found.question.move.words == "Kenya → MOBILIZE weapons → Tanzania"
    roles = [(one.actor.key, one.recipient.key, one.role) for one in found.pairs]
    assert roles[0] == ("TZA", "KEN", "target answers") and roles[-1] == ("KEN", "TZA", "mover goes on")
    assert {role for _, _, role in roles[1:-1]} <= {"third party answers"}


def test_a_move_after_the_last_known_day_is_told(frigates, registry):
    move = move_of(frigates)
    frigates_day = date(2024, 11, 4)
    found = make_forecast(frigates.connection, Wanted(event_id=move, as_of=frigates_day), None, registry)
    assert found.question.as_of == frigates_day
    assert not any("after the last known day" in note for note in found.notes)
    later = make_forecast(frigates.connection, Wanted(event_id=move, as_of=date(2025, 2, 1)), None, registry)
    assert any("--as-of 2024-11-04" in note for note in later.notes)


def test_without_the_move_is_refused_where_there_is_too_little(frigates, registry):
    move = move_of(frigates)
    found = make_forecast(frigates.connection, Wanted(event_id=move, without=(move,)), None, registry)
    assert found.without.events == (move,) and found.without.refused and not found.without.classes


def test_an_event_of_nobody_towards_anybody_cant_be_left_out(frigates, registry):
    with pytest.raises(FilterError, match="without: e0 is no event"):
        make_forecast(frigates.connection, Wanted(event_id=move_of(frigates), without=("e0",)), None, registry)
