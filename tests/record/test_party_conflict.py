"""Who acts can rule out that two reports tell one event."""

import msgspec
import pytest

from countermove.record.party_conflict import parties_apart
from countermove.record.record import RecordFile
from countermove.record.reports import Report
from tests.record.building import Draft, own_words, rows, store

BARE = Report(
    mention_id="a/e1", article_id="a", story_id=None, event_type="ACCUSE", mode=None, status="happened", first_day=None,
    last_day=None, published=None, time_inferred=True, triggers=("condemn",), shown="condemned", actors=(),
    recipients=(), place=None, quantities=(), names=(), words={}, sentence=0, repeats=1, article={},
)  # fmt: skip
FRANCE = ("c:FRA", "k:state", "n:france", "r:FRA")
JAPAN = ("c:JPN", "k:state", "n:japan", "r:JPN")
GUNMEN = ("k:group", "w:gunmen")


def report(actors=(), recipients=(), event_type="ACCUSE"):
    return msgspec.structs.replace(BARE, actors=tuple(actors), recipients=tuple(recipients), event_type=event_type)


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        (report(FRANCE), report(JAPAN), True),
        (report(FRANCE), report(("c:FRA", "k:person", "n:macron")), False),
        (report(FRANCE), report(GUNMEN), False),
        (report(FRANCE), report(), False),
        (report(("k:person", "n:vasko")), report(("k:person", "n:simova")), True),
        (report(FRANCE, JAPAN), report(FRANCE, ("c:PER", "k:state")), True),
        (report(FRANCE, JAPAN, "CONSULT"), report(JAPAN, FRANCE, "CONSULT"), False),
        (report(FRANCE, JAPAN, "ASSAULT"), report(JAPAN, FRANCE, "ASSAULT"), True),
        (report(FRANCE, event_type=None), report(JAPAN, event_type=None), False),
    ],
)
def test_settled_parties_with_nobody_in_common_are_apart(left, right, apart):
    assert parties_apart(left, right) is parties_apart(right, left) is apart


def test_two_states_that_condemn_one_attack_are_two_events(tmp_path):
    drafts = []
    for paper, names in enumerate((("France", "Japan"), ("Japan", "France"), ("France", "Japan"))):
        draft = Draft(
            f"{names[0]} condemned the raid on Brackmouth. {names[1]} rebuked it as well. {own_words(paper)}",
            f"p{paper}",
            publisher=f"Paper {paper}",
        )
        ids = [draft.state(name, {"France": "FRA", "Japan": "JPN"}[name]) for name in names]
        for trigger, actor in zip(("condemned", "rebuked"), ids, strict=True):
            draft.event(trigger, [actor], event_type="ACCUSE", quad="verbal_conflict", cameo="111", score=-2.0)
        drafts.append(draft)
    with RecordFile(tmp_path / "a.duckdb") as record:
        store(record, *drafts)
        found = rows(record, "select event_no, count(distinct actor_codes) from event_mentions group by event_no")
    assert all(actors == 1 for _, actors in found)
