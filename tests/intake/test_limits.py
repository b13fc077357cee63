"""Limits by name."""

import pytest

from countermove.intake.limits import Limits


def test_one_limit_changes_and_the_others_stay():
    assert Limits().with_setting("max_bytes=10") == Limits(max_bytes=10)
    assert Limits().with_setting("fetch_seconds=0.5").fetch_seconds == 0.5


@pytest.mark.parametrize(
    "setting",
    [
        "max_bytes",
        "bytes=3",
        "max_bytes=",
        "max_bytes=-1",
        "max_bytes=1e6",
        "fetch_seconds=nan",
        "fetch_seconds=inf",
        "=5",
    ],
)
def test_wrong_settings_are_told(setting):
    with pytest.raises(ValueError, match="limit"):
        Limits().with_setting(setting)
