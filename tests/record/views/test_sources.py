"""Sources, what they bring, and how reliable they seem."""

from countermove.record.record import RecordFile
from countermove.record.views.sources import list_sources
from tests.record.building import raid, store, tell_raid


def test_publishers_with_their_articles_copies_and_events(tmp_path):
    copy = tell_raid(raid(1, name="copy", publisher="The Copyist"))
    with RecordFile(tmp_path / "a.duckdb") as record:
        store(record, tell_raid(raid(1)), tell_raid(raid(2)), copy)
        listing = list_sources(record.connection, None)
    found = {source.name: (source.kind, source.articles, source.copies, source.events) for source in listing.items}
    assert found == {
        "Paper 1": ("publisher", 1, 0, 1),
        "Paper 2": ("publisher", 1, 0, 1),
        "The Copyist": ("publisher", 1, 1, 0),
    }
    assert listing.total == 3


def test_reliability_only_when_asked_for(tmp_path):
    denials = [tell_raid(raid(paper), factuality="CT-", auxiliary=("negation",)) for paper in (4,)]
    with RecordFile(tmp_path / "a.duckdb") as record:
        store(record, *(tell_raid(raid(paper)) for paper in (1, 2, 3)), *denials)
        plain = list_sources(record.connection, None)
        judged = {source.name: source for source in list_sources(record.connection, None, True).items}
    assert all(source.reliability is None for source in plain.items)
    assert judged["Paper 4"].reliability < 0.5 < judged["Paper 1"].reliability
    assert judged["Paper 1"].votes == 1


def test_a_list_that_is_cut_tells_how_many_there_are(tmp_path):
    with RecordFile(tmp_path / "a.duckdb") as record:
        store(record, *(tell_raid(raid(paper)) for paper in (1, 2, 3)))
        listing = list_sources(record.connection, 2)
    assert (len(listing.items), listing.total) == (2, 3)
