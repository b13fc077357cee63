"""Which of the acts that an article tells a silence in it is about, where its words name none."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.ontology.silence_scopes import SilenceScopes
from countermove.record.rows import among

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STEM = 4
_OUTWEIGHS = 3.0
_STEPS = frozenset("AGREE CONCEDE THREATEN AID RETREAT COOPERATE SANCTION MOBILIZE COERCE ASSAULT".split())
"""Types that a text calls a decision, a step or a measure."""


@dataclass(frozen=True, slots=True)
class _Act:
    """An event that an article tells."""

    number: int
    event_type: str
    day: date | None
    score: float
    words: str


class SilenceTargets:
    """Tells whether silences are about one move.

    A silence is about the event that the reading names. Else it is about those whose words it repeats ("on the
    seizure"), or about the latest step where it says so ("on the decision"). Else it may be about any act of its
    article, or of the story where the article tells none, but for those that others outweigh by far (PLOVER score):
    that somebody has not commented is news of the deed, not of what was said about it.

    Args:
        connection: an open record.
        event_no: number of the move.
        articles: numbers of the articles with the silences.
        scopes: how a silence names the latest act.
    """

    def __init__(
        self, connection: DuckDBPyConnection, event_no: int, articles: Collection[int], scopes: SilenceScopes
    ) -> None:
        self._move, self._scopes = event_no, scopes
        self._told: dict[int, dict[int, _Act]] = {}
        for article, number, event_type, day, score, words in connection.execute(
            "select m.article_no, m.event_no, m.event_type, e.first_day, m.goldstein, "
            "string_agg(substr(a.text, t.start_char + 1, t.end_char - t.start_char), ' ' order by t.start_char) "
            "from event_mentions m join articles a on a.article_no = m.article_no "
            "join events e on e.event_no = m.event_no "
            "join mentions t on t.article_no = m.article_no and t.item = m.item and t.kind = 'event' "
            f"and t.part = 'trigger' where {among('m.article_no', articles)} and m.counted "
            "and m.polarity = 'happened' group by all order by m.article_no, m.event_no",
        ).fetchall():
            act = _Act(int(number), str(event_type), day, score or 0.0, str(words))
            self._told.setdefault(int(article), {}).setdefault(act.number, act)
        row = connection.execute("select coalesce(score, 0) from events where event_no = ?", [event_no]).fetchone()
        self._score = float(row[0]) if row else 0.0
        outweighing = connection.execute(
            "select count(*) from events o join events e on e.event_no = ? and o.story_no = e.story_no "
            "where o.event_no <> e.event_no and o.reports > 0 and o.status <> 'open' and o.score * ? > 0 "
            "and abs(o.score) > ?",
            [event_no, self._score, abs(self._score) + _OUTWEIGHS],
        ).fetchone()
        self._weighty = outweighing is not None and outweighing[0] == 0

    def concerns(self, row: dict[str, Any]) -> bool:
        """Whether a silence is about the move.

        Args:
            row: ``article_no``; ``to_event``, the number of the event that is not answered, or None; ``told``, its
                words to the end of the sentence.
        """
        if row["to_event"] is not None:
            return int(row["to_event"]) == self._move
        acts = self._told.get(int(row["article_no"]), {})
        words = str(row["told"]).split(". ", 1)[0].lower()
        named = [act.number for act in acts.values() if _repeats(words, act.words)]
        if named:
            return self._move in named
        if self._move not in acts:
            return self._weighty
        own = acts[self._move]
        if self._scopes.names_latest(words):
            steps = [act for act in acts.values() if act.event_type in _STEPS]
            latest = max((act.day for act in steps if act.day is not None), default=None)
            return own.event_type in _STEPS and own.day == latest
        # Acts of the other sign (help amid a conflict) outweigh nothing.
        return all(abs(act.score) <= abs(own.score) + _OUTWEIGHS for act in acts.values() if act.score * own.score > 0)


def _repeats(words: str, trigger: str) -> bool:
    """Whether words hold one that begins as the longest word of a trigger does ("seizure", "seized")."""
    longest = max(re.findall(r"[a-z]+", trigger.lower()) or [""], key=len)
    return len(longest) > _STEM and any(
        word[: _STEM + 1] == longest[: _STEM + 1] or (len(word) > _STEM and word[:_STEM] == longest[:_STEM])
        for word in re.findall(r"[a-z]+", words)
    )
