"""An analyst's own lists of expected responders, from files in the format of ``data/responders/bodies.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from countermove.ontology.actors import ActorRegistry
from countermove.ontology.responders import ResponderList, known_codes, load_lists


def own_lists(files: Iterable[Path], registry: ActorRegistry) -> tuple[ResponderList, ...]:
    """Read lists; an entry needs no kind, and its members are expected whatever the move.

    Raises:
        LexiconError: a file or an entry can't be used; file and line are named.
    """
    known = known_codes(registry)
    return tuple(one for path in files for one in load_lists(path, known, "declared"))
