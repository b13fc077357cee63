"""Sources judged by each other."""

import random

from hypothesis import given
from hypothesis import strategies as st

from countermove.record.record import RecordFile
from countermove.record.reliability import reliability, votes_of
from tests.record.building import Draft, raid, store, tell_raid


def simulated(accuracies, facts=300, seed=1):
    rng = random.Random(seed)
    return [
        (fact, 0 if rng.random() < accuracy else rng.randrange(1, 5), source)
        for fact in range(facts)
        for source, accuracy in enumerate(accuracies)
        if rng.random() < 0.4
    ]


def test_the_reliable_come_out_as_such():
    accuracies = [0.95, 0.95, 0.9, 0.9, 0.9, 0.3, 0.3, 0.3]
    found = reliability(simulated(accuracies)).sources
    assert all(abs(found[source][0] - accuracy) < 0.12 for source, accuracy in enumerate(accuracies))


def test_weighting_finds_truth_that_counting_misses():
    votes = simulated([0.95] * 4 + [0.25] * 8)
    found = reliability(votes).facts
    right = sum(max(values, key=values.__getitem__) == 0 for values in found.values())
    counts = {fact: [sum(1 for f, v, _ in votes if f == fact and v == value) for value in range(5)] for fact in found}
    by_counting = sum(count[0] == max(count) and count.count(count[0]) == 1 for count in counts.values())
    assert right > 1.1 * by_counting


def test_what_only_one_source_says_tells_nothing():
    assert reliability([("a", 1, 7), ("a", 2, 7)]).sources == {}


votes = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 6)), max_size=60)


@given(votes)
def test_shares_lie_between_0_and_1_and_beliefs_add_up(cast):
    found = reliability(cast)
    assert all(0 <= share <= 1 + 1e-9 and count > 0 for share, count in found.sources.values())
    assert all(abs(sum(values.values()) - 1) < 1e-9 for values in found.facts.values())


@given(votes)
def test_saying_the_same_twice_counts_once(cast):
    assert reliability(cast) == reliability([*cast, *cast])


def test_votes_of_a_record_are_events_told_or_denied_and_numbers(tmp_path):
    denial = tell_raid(raid(2), factuality="CT-", auxiliary=("negation",))
    numbers = [
        Draft(f"Nine boats sank. Paper {paper} counted.", f"n{paper}", publisher=f"Paper {paper}") for paper in (1, 2)
    ]
    for draft in numbers:
        draft.number("Nine boats", 9, 9, "boats")
    with RecordFile(tmp_path / "a.duckdb") as record:
        store(record, tell_raid(raid(1)), denial, *numbers)
        found = votes_of(record.connection)
    assert {(fact[0], value) for fact, value, _ in found if fact[0] == "event"} == {
        ("event", "happened"),
        ("event", "denied"),
    }
    assert len({source for fact, _, source in found if fact[0] == "number"}) == 2
