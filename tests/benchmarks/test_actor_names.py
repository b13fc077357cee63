"""Where actors belong, by their names."""

from __future__ import annotations

import pytest

from benchmarks.actor_names import places_and_roles


@pytest.mark.parametrize("bracket", ["Police (Norland)", "Police_(Norland)"])
def test_an_actor_in_brackets_belongs_to_the_state_of_that_name(bracket: str) -> None:
    places, roles = places_and_roles([bracket, "Norland", "Ola Berg", "Press (Sudland)", "Voice (of Reason)"])
    assert places == (0, 0, -1, -1, -1)  # Sudland is named once, and by nobody else
    assert roles == (1, 0, -1, -1, -1)
