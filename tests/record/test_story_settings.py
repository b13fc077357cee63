from __future__ import annotations

from pathlib import Path

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.record.story_settings import load_story_settings

SHIPPED = (DATA / "record" / "stories.yaml").read_text()


def test_the_shipped_settings_load() -> None:
    settings = load_story_settings()
    nearness = settings.nearness()
    assert len(nearness) == settings.window + 1
    assert nearness[0] == 1000
    assert nearness == sorted(nearness, reverse=True)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("window: soon", "window: 'soon' is no number"),
        ("window: 2.5", "isn't a whole number from 0 to 3660"),
        ("floor: 1.5", "floor: 1.5 isn't between 0 and 1"),
        ("join: 0", "join: 0 isn't above 0"),
        ("later: 1", "must give window, .*, no more"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, line: str, message: str) -> None:
    name = line.split(":")[0]
    kept = [old for old in SHIPPED.splitlines() if not old.startswith(f"{name}:")]
    path = tmp_path / "stories.yaml"
    path.write_text("\n".join([*kept, line]) + "\n")
    with pytest.raises(LexiconError, match=message):
        load_story_settings(path)
