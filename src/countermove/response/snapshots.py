"""The board as it stood some days after the move: who had answered how by then, who was silent in which sense."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from countermove.response.answer import Answer, Form, Party, Silence
from countermove.response.board_settings import BoardSettings
from countermove.response.coverage import NO_COVERAGE, Coverage, RecordWindow
from countermove.response.expected import ExpectedParties
from countermove.response.silence import doubtful_answers, silent_on
from countermove.response.unread import Doubt

Sense = Literal["answered", "reported", "observed", "not_observed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a party stood on a day: ``forms`` of its answers by then, scopes in which it was reported silent then."""

    party: Party
    sense: Sense
    forms: tuple[Form, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The board some days after the move. ``cut``: the record ends on that day, before the next day asked for."""

    days: int
    day: date
    cut: bool
    standings: tuple[Standing, ...]


def snapshots(
    answers: Sequence[Answer],
    silences: Sequence[Silence],
    expected: ExpectedParties,
    coverages: Mapping[str, Coverage],
    window: RecordWindow,
    settings: BoardSettings,
    unread: Mapping[str, tuple[Doubt, ...]] | None = None,
) -> tuple[Snapshot, ...]:
    """The board on each of the days asked for, as far as the record goes; the last one may be the record's last day.

    ``answers`` are all links, the unlikely ones too: those above the floor keep a party from being called silent, as
    does what may be an answer by then (``unread``, by key of the party).
    """
    if window.told_until is None:
        return ()
    told = (window.told_until - window.first).days
    wanted = sorted({day for day in settings.days if day <= settings.window_days})
    days = [(day, False) for day in wanted if day <= told]
    if told not in wanted and any(day > told for day in wanted):
        days.append((told, True))
    found = []
    for days_after, cut in days:
        day = window.first + timedelta(days_after)
        doubted = {
            key for key, doubts in (unread or {}).items() if any(one.day is None or one.day <= day for one in doubts)
        }
        standings = _standings(answers, silences, expected, coverages, day, settings, doubted)
        found.append(Snapshot(days_after, day, cut, standings))
    return tuple(found)


def _standings(
    answers: Sequence[Answer],
    silences: Sequence[Silence],
    expected: ExpectedParties,
    coverages: Mapping[str, Coverage],
    day: date,
    settings: BoardSettings,
    doubted: Collection[str],
) -> tuple[Standing, ...]:
    parties = {one.party.key: one.party for one in answers if one.probability >= settings.least_probability}
    parties |= {one.party.key: one.party for one in silences}
    awaited = {one.party.key for one in expected.parties}
    never = {one.party.key for one in silences if one.kind == "not_observed"} | set(doubted)
    found = []
    for key, party in parties.items():
        links = [one for one in answers if one.act.day is None or one.act.day <= day]
        # An answer without a day may have been given by then: it counts from the start, so that nobody is called
        # silent for want of a date.
        given = [one for one in links if one.party.key == key and one.probability >= settings.least_probability]
        told = [one for one in silences if one.party.key == key and one.kind == "reported" and silent_on(one, day)]
        scopes = tuple(sorted({one.scope for one in told}))
        sense = _sense(bool(given), bool(told), key in awaited)
        covered = coverages.get(key, NO_COVERAGE).until(day) >= settings.least_coverage
        if sense == "observed" and (key in never or not covered or doubtful_answers(party, links, settings)):
            sense = "not_observed"
        if sense is not None:
            found.append(Standing(party, sense, tuple(sorted({one.act.form for one in given})), scopes))
    return tuple(sorted(found, key=lambda one: (one.party.name, one.party.key)))


def _sense(answered: bool, reported: bool, awaited: bool) -> Sense | None:
    """The sense of a standing before coverage is looked at; None for who wasn't awaited and hadn't answered yet."""
    if answered:
        return "answered"
    if reported:
        return "reported"
    return "observed" if awaited else None
