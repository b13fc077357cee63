"""Which event a report belongs to: reports come one by one and join the event they tell, or begin a new one.

Only reports that share a key (the trigger's family or the type, with somebody named), or the story and words of like
meaning, and that stand near in time are compared. Reports are kept by day and fetched from the record when a day is
first touched, so that memory holds no more than the days in use. The choice depends on the reports of the days within
reach alone: not on batches, nor on whether a report was fetched or added, nor on the order of those.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from countermove.record.pair_features import PreparedReport, prepare
from countermove.record.pair_score import PairScorer
from countermove.record.party_conflict import parties_apart
from countermove.record.reports import Report

Day = int | None
LoadDay = Callable[[Day], "Iterable[StoredReport]"]


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report that belongs to an event already."""

    report: Report
    event_id: str


@dataclass(frozen=True, slots=True)
class EventChoice:
    """The event a report belongs to (None: a new one), how likely, and why.

    ``also``: further events that are the same one, which should be merged with it.
    """

    event_id: str | None
    score: float
    reason: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventSettings:
    """How reports are grouped into events."""

    reach: int = 5
    """Days between reports that are compared."""
    most_days: int = 31
    """Days looked at for an event that lasts."""
    most_events: int = 16
    """Events compared for one report."""
    most_members: int = 8
    """Members compared of one event."""
    least_link: float = 0.6
    """Probability from which a report joins an event."""
    least_within: float = 0.9
    """The same where the coder has another event of the article in it."""
    least_merge: float = 0.9
    """Probability from which a second event is the same too."""
    best_share: float = 0.75
    """How much the best member counts in an event's probability, beside the average of members."""
    most_common: int = 200
    """A key that more reports of one day have tells nothing."""
    open_apart: bool = True
    """Whether what happened and what is to come or possible are never one event."""
    parties_apart: bool = True
    """Whether reports whose parties rule it out never are (:mod:`countermove.record.party_conflict`)."""
    least_meaning: float = 0.4
    """How near the main words of two reports of one story must be, as vectors, if they share no other key."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people decided: ``same`` gives the event of a mention; ``different`` are pairs that never are one event.

    A pair holds ids of mentions or events, in any order.
    """

    same: Mapping[str, str] = field(default_factory=dict)
    different: Collection[frozenset[str]] = frozenset()


class EventIndex:
    """Reports in memory by day, and the events they belong to.

    Args:
        scorer: scores pairs.
        load_day: gives the stored reports whose ``days_of`` include a day; called once for a day.
        settings: see :class:`EventSettings`.
        decisions: see :class:`Decisions`.
    """

    def __init__(
        self,
        scorer: PairScorer,
        load_day: LoadDay | None = None,
        settings: EventSettings | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self._scorer = scorer
        self._load_day = load_day or (lambda day: ())
        self._settings = settings or EventSettings()
        self.decide(decisions or Decisions())
        self._days: dict[Day, _DayReports] = {}
        self._merged: dict[str, str] = {}

    def assign(self, report: Report) -> EventChoice:
        """The event a report belongs to; nothing is changed by asking."""
        decided = self._decisions.same.get(report.mention_id)
        if decided is not None:
            return EventChoice(self._current(decided), 1.0, "decided by a person")
        prepared = prepare(report, self._scorer.tables)
        links = sorted(self._links(prepared), key=lambda link: (-link.score, link.event_id))
        if not links or links[0].score < self._settings.least_link:
            return EventChoice(None, links[0].score if links else 0.0, "nothing like it")
        first = links[0]
        also: list[str] = []
        for link in links[1:]:
            apart = any(self._apart(one, link.event_id) for one in (first.event_id, *also))
            if link.score >= self._settings.least_merge and not apart and not self._excluded(first, link):
                also.append(link.event_id)
        reason = self._scorer.reason(prepared, first.best)
        return EventChoice(first.event_id, first.score, reason, tuple(also))

    def add(self, report: Report, event_id: str) -> None:
        """Keep a report that now belongs to an event."""
        prepared = prepare(report, self._scorer.tables)
        for day in days_of(report):
            self._day(day).add(prepared, event_id)

    def move(self, article_id: str, story_id: str | None) -> None:
        """Take note that an article turned out to belong to another story; days fetched later must bring that along."""
        for day in self._days.values():
            day.move(article_id, story_id)

    def merge(self, kept: str, gone: str) -> None:
        """From now on one event is another: its reports count as those of ``kept``."""
        kept, gone = self._current(kept), self._current(gone)
        if kept != gone:
            self._merged[gone] = kept
            for pair in [pair for pair in self._different if gone in pair]:
                self._different.add(frozenset((kept, *(pair - {gone}))))

    def decide(self, decisions: Decisions) -> None:
        """Replace the decisions of people."""
        self._decisions = decisions
        self._different = set(decisions.different)

    def forget(self, before: int) -> None:
        """Drop the days before a day from memory; they are fetched again when touched."""
        for day in [day for day in self._days if day is not None and day < before]:
            del self._days[day]

    def _links(self, report: PreparedReport) -> Iterator[_Link]:
        settings = self._settings
        candidates = [
            (event_id, members)
            for event_id, members in self._candidates(report)
            if not self._forbidden(report.report.mention_id, event_id, members) and not self._ruled_out(report, members)
        ]
        # One call for all: the model takes longer to begin than to score a pair.
        every = iter(self._scorer.score(report, [member for _, members in candidates for member in members]))
        for event_id, members in candidates:
            scores = list(itertools.islice(every, len(members)))
            best = max(range(len(members)), key=lambda at: (scores[at], members[at].report.mention_id))
            link = settings.best_share * scores[best] + (1 - settings.best_share) * sum(scores) / len(scores)
            within = any(_of_one_reading(report.report, member.report) for member in members)
            if not within or link >= settings.least_within:
                yield _Link(event_id, link, members[best], members)

    def _candidates(self, report: PreparedReport) -> list[tuple[str, list[PreparedReport]]]:
        """The events worth comparing, each with the members that share most with the report."""
        members: defaultdict[str, list[tuple[int, str, PreparedReport]]] = defaultdict(list)
        seen: set[str] = {report.report.mention_id}
        is_open, apart, merged = report.report.status == "open", self._settings.open_apart, self._merged
        for day in self._reached(report.report):
            block = self._day(day)
            for mention, shared in block.sharing(report, self._settings).items():
                other, event_id = block.reports[mention]
                if mention in seen or (apart and (other.report.status == "open") != is_open):
                    continue
                seen.add(mention)
                members[self._current(event_id) if merged else event_id].append((-shared, mention, other))
        chosen = []
        for event_id, found in members.items():
            found.sort()  # no mention is there twice, so that reports are never compared
            chosen.append((found[0][0], event_id, found))
        chosen.sort()
        most = self._settings.most_members
        return [
            (event_id, [one[2] for one in found[:most]]) for _, event_id, found in chosen[: self._settings.most_events]
        ]

    def _reached(self, report: Report) -> list[Day]:
        undated: list[Day] = [None] if report.published is None else []
        if report.first_day is None:
            return undated
        last = min(report.last_day or report.first_day, report.first_day + self._settings.most_days)
        return [*range(report.first_day - self._settings.reach, last + self._settings.reach + 1), *undated]

    def _day(self, day: Day) -> _DayReports:
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = _DayReports()
            for stored in self._load_day(day):
                found.add(prepare(stored.report, self._scorer.tables), stored.event_id)
        return found

    def _current(self, event_id: str) -> str:
        while event_id in self._merged:
            event_id = self._merged[event_id]
        return event_id

    def _forbidden(self, mention_id: str, event_id: str, members: list[PreparedReport]) -> bool:
        if not self._different:
            return False
        others = [event_id, *(member.report.mention_id for member in members)]
        return any(self._apart(mention_id, other) for other in others)

    def _ruled_out(self, report: PreparedReport, members: list[PreparedReport]) -> bool:
        return self._settings.parties_apart and any(
            _both_coded(report.report, one.report) and parties_apart(report.report, one.report) for one in members
        )

    def _excluded(self, left: _Link, right: _Link) -> bool:
        return any(self._ruled_out(member, right.members) for member in left.members)

    def _apart(self, left: str, right: str) -> bool:
        return frozenset((left, right)) in self._different


@dataclass(frozen=True, slots=True)
class _Link:
    event_id: str
    score: float
    best: PreparedReport
    members: list[PreparedReport]


class _DayReports:
    """The reports of one day, found by their keys."""

    def __init__(self) -> None:
        self.reports: dict[str, tuple[PreparedReport, str]] = {}
        self._by_key: defaultdict[str, set[str]] = defaultdict(set)
        self._by_article: defaultdict[str, set[str]] = defaultdict(set)
        self._meanings: dict[str, tuple[list[str], NDArray[np.float32]]] = {}

    def add(self, report: PreparedReport, event_id: str) -> None:
        mention = report.report.mention_id
        if mention in self.reports:
            self._remove(mention)
        self.reports[mention] = (report, event_id)
        self._by_article[report.report.article_id].add(mention)
        for key in _kept_under(report):
            self._by_key[key].add(mention)
            self._meanings.pop(key, None)

    def move(self, article_id: str, story_id: str | None) -> None:
        for mention in self._by_article.get(article_id, set()).copy():
            report, event_id = self.reports[mention]
            moved = msgspec.structs.replace(report.report, story_id=story_id)
            self.add(replace(report, report=moved), event_id)

    def _remove(self, mention: str) -> None:
        report, _ = self.reports.pop(mention)
        for key in _kept_under(report):
            self._by_key[key].discard(mention)
            self._meanings.pop(key, None)

    def sharing(self, report: PreparedReport, settings: EventSettings) -> Counter[str]:
        """Mentions that share keys, or the story and nearly the meaning, with how many keys they share."""
        kept = (self._by_key[key] for key in blocking_keys(report) if key in self._by_key)
        counts: Counter[str] = Counter()
        for mentions in kept:
            if len(mentions) <= settings.most_common:
                counts.update(mentions)
        story = _story_key(report)
        if story is not None and self._by_key.get(story):
            mentions_of_story, meanings = self._meanings_of(story)
            near = meanings @ report.vector >= settings.least_meaning
            counts.update(itertools.compress(mentions_of_story, near.tolist()))
        return counts

    def _meanings_of(self, story: str) -> tuple[list[str], NDArray[np.float32]]:
        """The mentions of a story and the meaning of each."""
        if story not in self._meanings:
            mentions = sorted(self._by_key[story])
            self._meanings[story] = mentions, np.array([self.reports[mention][0].vector for mention in mentions])
        return self._meanings[story]


def days_of(report: Report) -> tuple[Day, ...]:
    """The days a report is kept under: its first one, and None for those of undated articles.

    So reports of dated articles, and those that give a date themselves, meet by day; those of undated articles meet
    among themselves too, whatever dates they mention.
    """
    days: tuple[Day, ...] = () if report.first_day is None else (report.first_day,)
    return (*days, None) if report.published is None else days


def blocking_keys(report: PreparedReport) -> set[str]:
    """The keys by which reports find each other: what happened, with who or what is named."""
    what = [f"f:{family}" for family in report.families]
    if report.report.event_type is not None:
        what.append(f"t:{report.report.event_type}")
    who = report.actors | report.recipients | report.names | report.place
    if (story := _story_key(report)) is not None:
        who = who | {story}
    return {f"{left} {right}" for left in what for right in who}


def _story_key(report: PreparedReport) -> str | None:
    return None if report.report.story_id is None else f"s:{report.report.story_id}"


def _kept_under(report: PreparedReport) -> set[str]:
    story = _story_key(report)
    return blocking_keys(report) | (set() if story is None else {story})


def _of_one_reading(left: Report, right: Report) -> bool:
    """Whether the coder had both in one article, and saw two events in them."""
    return left.article_id == right.article_id and _both_coded(left, right)


def _both_coded(left: Report, right: Report) -> bool:
    return left.event_type is not None and right.event_type is not None
