from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from corpus.articles import load_article
from corpus.compare import Coded, coded_by_hand, compare, figures, pair
from tests.corpus.test_articles import write

names = st.frozensets(st.sampled_from(["arvia", "bor", "lur"]), min_size=1, max_size=2)
spans = st.integers(0, 40).flatmap(lambda start: st.integers(1, 6).map(lambda length: (start, start + length)))
events = st.lists(
    st.builds(
        Coded,
        spans=st.lists(spans, min_size=1, max_size=2).map(tuple),
        event_type=st.sampled_from(["AID", "ASSAULT", "ACCUSE"]),
        mode=st.none(),
        actor=st.lists(names, max_size=2).map(tuple),
        recipient=st.lists(names, max_size=2).map(tuple),
        factuality=st.sampled_from(["CT+", "CT-"]),
        tense=st.just("past"),
        doubt=st.booleans(),
    ),
    max_size=5,
)


@given(events, events)
def test_pairs_are_one_to_one(gold, found):
    pairs = pair(gold, found)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@given(events, events)
def test_no_figure_leaves_its_bounds(gold, found):
    counts = Counter()
    compare(gold, found, counts)
    assert counts["dyad"] <= counts["typed"] <= counts["trigger"] <= min(counts["gold"], counts["found"])
    assert all(0 <= value <= 100 for name, value in figures(counts).items() if name != "events")


def test_an_article_agrees_with_itself(tmp_path):
    coded = coded_by_hand(load_article(write(tmp_path)))
    counts = Counter()
    compare(coded, coded, counts)
    assert {figures(counts)[name] for name in ("trigger", "typed", "dyad", "actor", "recipient")} == {100.0}


def test_doubtful_events_count_neither_way():
    doubtful = Coded(((0, 5),), "AID", None, (), (), "CT+", "past", doubt=True)
    found = Coded(((0, 5),), "ASSAULT", None, (), (), "CT+", "past")
    counts = Counter()
    compare([doubtful], [found], counts)
    assert (counts["gold"], counts["found"]) == (0, 0)
