"""The types of the room: parties, acts, answers to a move, and silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PartyKind = Literal["state", "voice", "organization", "bloc", "states", "group"]
"""state: with all who speak for it; voice: somebody inside a state who doesn't (opposition, former officials, firms,
crowds); organization, bloc: international ones; states: described only by number ("two dozen countries"); group: armed
or other groups of no state."""

Form = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict", "reply"]
"""PLOVER's quad class; reply: words without a PLOVER type (denial, comment, holding reply)."""

LinkKind = Literal["explicit", "implicit"]
Direction = Literal["for", "against", "neutral"]
SilenceKind = Literal["reported", "observed", "not_observed"]


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a row of a board is about.

    ``key`` is the code of a state (ISO 3166-1 alpha-3) or else the id of the entity; ``country`` is where a voice
    belongs; ``overlaps`` are keys of parties of the same board that it may include or be included in, so that the two
    are never added up.
    """

    key: str
    name: str
    kind: PartyKind
    country: str | None
    overlaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters that a link or a silence rests on, and why. Offsets are Unicode code points into the article."""

    article_id: str
    start: int
    end: int
    words: str
    reason: str
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did or said: an event of the record, or words without a PLOVER type (``act_id`` of a claim).

    ``day`` is the first day it may have happened on. ``announced``: told as planned or promised only. ``score`` is
    PLOVER's (-10 to 10), None for a reply. ``factuality`` is that of the occurrence, ``authorship`` that of who did it,
    where a text doubts that apart ("poisoned", by whom is only alleged), both FactBank values.
    """

    act_id: str
    is_claim: bool
    parties: tuple[Party, ...]
    recipients: tuple[Party, ...]
    event_type: str | None
    mode: str | None
    form: Form
    day: date | None
    day_inferred: bool
    announced: bool
    score: float | None
    factuality: str
    authorship: str
    origins: int
    story_id: str | None
    words: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """One party's act as an answer to one move; an act can answer several moves, and be a move itself.

    ``probability`` is that the act answers the move; ``delay_days`` is from the move to the act, negative where it
    anticipated it, None where a day is unknown. ``response`` is the response category of International Crisis Behavior
    (MAJRES, 1 to 9), ``hostility`` the hostility level of Militarized Interstate Disputes (1 to 5), ``strength`` the
    PLOVER score, ``proportion`` the size of the strength over that of the move (None where either has none).
    ``supports`` is the party in whose support it is done. ``carries_out`` is the act_id of an earlier announcement.
    """

    move_id: str
    party: Party
    act: Act
    link: LinkKind
    probability: float
    evidence: tuple[Evidence, ...]
    delay_days: int | None
    response: int
    hostility: int
    direction: Direction
    strength: float | None
    proportion: float | None
    supports: Party | None = None
    carries_out: str | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A party that has not answered a move, in which sense.

    ``scope`` is ``words``, ``deeds``, ``any``, or a PLOVER type with or without mode (``SANCTION expel``).
    ``until`` is the day on which an answer ended it, ``ended_by`` that act. ``expected_because`` says on which list or
    from what history an answer was expected; ``coverage`` how many articles in the window name the party; ``evidence``
    are the words that report a silence, or examples of the coverage of an observed one.
    """

    move_id: str
    party: Party
    kind: SilenceKind
    scope: str
    since: date | None
    until: date | None
    ended_by: str | None
    expected_because: tuple[str, ...]
    coverage: int
    evidence: tuple[Evidence, ...]
