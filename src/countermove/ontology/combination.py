"""How much the frames and the model's heads each count when an event is decided, from ``data/combination.yaml``.

The numbers are fitted on the development part of the events corpus by ``training.combine``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES
from countermove.ontology.yaml_lines import load_yaml

EVENT_FEATURES = ("bias", "frame", "prior", "rival", "part_of_other", "known_word", "head_type", "head_any",
                  "apolitical", "without_politics")  # fmt: skip
"""``frame``: a frame of the type fits; ``prior``: the log odds of its prior; ``rival``: a frame of another type fits;
``part_of_other``: the word is content of another act; ``known_word``: it has frames, none of which fits;
``head_type``, ``head_any``: log odds that the heads give to the type, and to any event; ``apolitical``: the log
odds, beyond doubt, that the article is about sport, business, weather and the like; ``without_politics``: whether there
are any.
"""

PARTY_FEATURES = ("bias", "other_frame", "head", "head_other", "no_frame", "thing", "unnamed", "inside")
"""Of an entity that may fill a role which the frame leaves empty. ``other_frame``: the frame puts it in the other role;
``head``, ``head_other``: log odds of this and of the other role; ``no_frame``: only the heads saw the event;
``thing``: the mention is no political party; ``unnamed``: the word heads no known mention at all;
``inside``: it stands inside the other party's noun phrase.
"""

IMPLICIT_FEATURES = (
    "bias", "distance", "here", "later_only", "mentions", "political", "official", "state", "person", "place",
    "armed_in_arms", "police_in_coercion", "government_addressed", "plays_role", "opposed", "opposed_kindly",
    "same_type", "last_partner", "answers", "same_country", "same_country_domestic", "other_country", "symmetric",
    "several_partners", "several_symmetric", "no_partner", *(f"type_{kind}" for kind in EVENT_TYPES),
)  # fmt: skip
"""Of an entity that may fill an empty role. ``distance``: minus the log of the sentences back to its last mention;
``plays_role``, ``opposed``: how often it plays the role, and stands against the event's other party, elsewhere;
``same_type``, ``last_partner``, ``answers``: how near the event is in which it plays the role in an act of the type,
towards the same other party, or the other role towards it; the rest says what kind of entity and of event it is.
"""

_LEAST = ("least_event", "least_framed", "least_party", "least_implicit_actor", "least_implicit_recipient")
_CHOICES = ("mode", "factuality", "tense")
LARGEST_ODDS = 6.0
"""Log odds are cut here, so that no single source outweighs all others."""


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights of logistic models, by feature; ``choices``: what the rules' mode, factuality and tense count.

    An event is reported where its probability reaches ``least_event``, or ``least_framed`` where a frame fits
    and the article isn't likely without politics; a party
    where its reaches ``least_party``, one that is only understood where its reaches that of its role.
    """

    event: MappingProxyType[str, float]
    actor: MappingProxyType[str, float]
    recipient: MappingProxyType[str, float]
    implicit_actor: MappingProxyType[str, float]
    implicit_recipient: MappingProxyType[str, float]
    choices: MappingProxyType[str, float]
    least_event: float
    least_framed: float
    least_party: float
    least_implicit_actor: float
    least_implicit_recipient: float


def log_odds(probability: float) -> float:
    """The logarithm of p / (1 - p), cut at plus and minus ``LARGEST_ODDS``."""
    if probability <= 0.0:
        return -LARGEST_ODDS
    if probability >= 1.0:
        return LARGEST_ODDS
    return max(-LARGEST_ODDS, min(LARGEST_ODDS, math.log(probability / (1.0 - probability))))


def weigh(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The probability that a logistic model gives to features; those not named are zero."""
    total = weights["bias"] + sum(weights[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-total))


def load_combination(path: Path) -> Combination:
    """Load ``combination.yaml``.

    Raises:
        LexiconError: a feature is missing, unknown or no number; file and line are named.
    """
    data: Any = load_yaml(path)
    return Combination(
        event=_numbers(path, data, "event", EVENT_FEATURES),
        actor=_numbers(path, data, "actor", PARTY_FEATURES),
        recipient=_numbers(path, data, "recipient", PARTY_FEATURES),
        implicit_actor=_numbers(path, data, "implicit_actor", IMPLICIT_FEATURES),
        implicit_recipient=_numbers(path, data, "implicit_recipient", IMPLICIT_FEATURES),
        choices=_numbers(path, data, "choices", _CHOICES),
        **_numbers(path, data, "least", _LEAST),
    )


def _numbers(path: Path, data: Any, section: str, names: tuple[str, ...]) -> MappingProxyType[str, float]:
    values = data.get(section)
    if values is None or set(values) != set(names):
        raise LexiconError(path, getattr(values, "line", None), f"{section} must give {', '.join(names)}, no more")
    for name, value in values.items():
        if not isinstance(value, int | float):
            raise LexiconError(path, values.line, f"{section} {name}: {value!r} is no number")
    return MappingProxyType({name: float(values[name]) for name in names})
