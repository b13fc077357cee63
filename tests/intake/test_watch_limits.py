"""Limits on watching, by name."""

from dataclasses import fields

from countermove.intake.limits import Limits
from countermove.intake.watch_limits import WatchLimits


def test_watching_has_every_limit_of_input_and_its_own():
    assert {field.name for field in fields(Limits)} < {field.name for field in fields(WatchLimits)}


def test_a_setting_changes_one_limit_of_either_kind():
    assert WatchLimits().with_setting("poll_seconds=60") == WatchLimits(poll_seconds=60)
    assert WatchLimits().with_setting("max_bytes=10") == WatchLimits(max_bytes=10)
