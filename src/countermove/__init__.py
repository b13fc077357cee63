"""countermove reads news into events, claims, numbers and silence, each traceable to the character.

>>> import countermove
>>> reading = countermove.read("Kenya condemned the attack on its embassy.", published="2024-11-01")
>>> [event.event_type for event in reading.events]
['ACCUSE']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from countermove.api import read, read_many
    from countermove.ontology.lexicon import Additions
    from countermove.record_api import Record
    from countermove.schema import (
        Article,
        Attribution,
        Entity,
        Event,
        Mention,
        NonResponse,
        Place,
        Quantity,
        Reading,
        Sentence,
        Time,
    )

__all__ = [
    "Additions",
    "Article",
    "Attribution",
    "Entity",
    "Event",
    "Mention",
    "NonResponse",
    "Place",
    "Quantity",
    "Reading",
    "Record",
    "Sentence",
    "Time",
    "read",
    "read_many",
]


def __getattr__(name: str) -> Any:
    """Import on first use, so that ``import countermove`` costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    homes = {"read": "api", "read_many": "api", "Additions": "ontology.lexicon", "Record": "record_api"}
    return getattr(import_module(f"countermove.{homes.get(name, 'schema')}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
