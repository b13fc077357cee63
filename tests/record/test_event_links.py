"""Reports put to events while stories take shape."""

from benchmarks.synthetic import synthetic_readings
from countermove.record.record import RecordFile
from countermove.record.settings import RecordSettings
from countermove.record.story_groups import StoryGroups
from tests.record.building import dump


def test_reports_follow_articles_that_change_story_wherever_they_are_kept(tmp_path, monkeypatch, quick_knowledge):
    """Whether the earlier reports are in memory or come from the file, the story they are in now counts."""
    moves, assign = [], StoryGroups.assign

    def counted(groups, *arguments):
        link = assign(groups, *arguments)
        moves.extend(link.moves)
        return link

    monkeypatch.setattr(StoryGroups, "assign", counted)
    readings = list(synthetic_readings(40, seed=5, days=2))
    dumps = []
    for cuts in ([40], [20, 40], [10, 25, 40]):
        path = tmp_path / f"{len(cuts)}.duckdb"
        for start, end in zip([0, *cuts[:-1]], cuts, strict=True):
            with RecordFile(path, settings=RecordSettings(batch_articles=7)) as record:
                list(record.store_readings(readings[start:end]))
                last = dump(record)
        dumps.append(last)
    assert moves
    assert dumps[0] == dumps[1] == dumps[2]
