"""Files are told apart by what stands in them."""

from __future__ import annotations

import pytest

from countermove.intake.event_data.detect import detect
from tests.intake.event_data.composing import ACLED, ICEWS, OLD_ACLED, POLECAT, acled, gdelt, headed, icews, polecat


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (headed(ICEWS, icews()), "icews"),
        ("\ufeff" + headed(ICEWS, icews()), "icews"),
        (headed(POLECAT, polecat()), "polecat"),
        (",".join(ACLED) + "\n" + acled(), "acled"),
        (";".join(OLD_ACLED) + "\n", "acled"),
        (gdelt(), "gdelt2"),
        (gdelt(width=57), "gdelt1"),
        (gdelt(width=58), "gdelt1"),
        ("cut off\n" + gdelt(), "gdelt2"),
        ("", None),
        ("Dear editor,\n", None),
        ("event_id,event_date\n1,2\n", None),
        ("\0" * 100, None),
        ("\n\n\n", None),
    ],
)
def test_formats(text, form):
    assert detect(text.encode()) == form
