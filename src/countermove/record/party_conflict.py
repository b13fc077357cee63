"""Parties that rule out one event: when France condemned and Japan condemned, two things happened.

A learned score of pairs sees the same word in the same story and joins them; who acts is what makes them two. Parties
are settled where the registry, a country or a person's name says who they are; those merely described ("gunmen",
"officials") may be anybody.
"""

from __future__ import annotations

from countermove.ontology.plover import SYMMETRIC_TYPES
from countermove.record.reports import Report


def parties_apart(left: Report, right: Report) -> bool:
    """Whether the parties of two reports say that they tell two events: both are settled, and have nobody in common.

    Only events that the coder typed are told apart so: parties of other words are guesses. Of acts that are the same
    from both sides (AGREE, CONSULT, COOPERATE) the parties count together; of others, actors and recipients each for
    themselves.
    """
    if left.event_type is None or right.event_type is None:
        return False
    if left.event_type in SYMMETRIC_TYPES and right.event_type in SYMMETRIC_TYPES:
        return _apart((*left.actors, *left.recipients), (*right.actors, *right.recipients))
    return _apart(left.actors, right.actors) or _apart(left.recipients, right.recipients)


def _apart(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    if not left or not right:
        return False
    mine = {key for key in left if key[0] != "k"}
    return not any(key in mine for key in right) and _settled(left) and _settled(right)


def _settled(keys: tuple[str, ...]) -> bool:
    return any(key[0] in "rc" for key in keys) or ("k:person" in keys and any(key[0] == "n" for key in keys))
