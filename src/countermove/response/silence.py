"""Who has not answered a move, in which of three senses that are never confused.

*Reported*: a text says so; it has a scope and may end. *Observed*: the party was expected to answer, articles of the
window name it, none tells an answer of it, however unlikely, and the record goes on long enough to say so. *Not
observed*: it was expected, but the record can't tell. Where there is doubt, it is not observed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from countermove.response.answer import Answer, Evidence, Party, Silence, SilenceKind
from countermove.response.board_settings import BoardSettings
from countermove.response.coverage import NO_COVERAGE, Coverage, RecordWindow
from countermove.response.expected import ExpectedParty

_MATERIAL = ("material_cooperation", "material_conflict")
_MOST_DOUBTS = 2


@dataclass(frozen=True, slots=True)
class SilenceReport:
    """One text that says that a party has not answered the move: in which scope, published on which day."""

    party: Party
    scope: str
    day: date | None
    evidence: Evidence


def in_scope(answer: Answer, scope: str) -> bool:
    """Whether an answer breaks a silence of that scope.

    Any answer breaks a silence in words (who acts has answered), only a material one a silence in deeds, and only one
    of that type (and mode) a silence in a kind of deed.
    """
    act = answer.act
    if scope in ("any", "words"):
        return True
    if scope == "deeds":
        return act.form in _MATERIAL and not act.announced
    event_type, _, mode = scope.partition(" ")
    return act.event_type == event_type and not act.announced and (not mode or act.mode == mode)


def reported_silences(
    move_id: str,
    reports: Iterable[SilenceReport],
    answers: Sequence[Answer],
    expected: Mapping[str, ExpectedParty],
    coverages: Mapping[str, Coverage],
) -> tuple[Silence, ...]:
    """What texts say on silence, one entry for each party, scope and end.

    A silence lasts from its first report until an answer of its scope. One that is reported after such an answer
    ("declined to comment further") has no length: it ends on the day of its report.
    """
    spells: dict[tuple[str, str, str | None, bool], list[SilenceReport]] = {}
    ends: dict[tuple[str, str, str | None, bool], Answer] = {}
    for report in sorted(reports, key=_report_order):
        end = _end(report, [one for one in answers if one.party.key == report.party.key])
        key = (report.party.key, report.scope, end[0].act.act_id if end else None, bool(end and end[1]))
        spells.setdefault(key, []).append(report)
        if end:
            ends.setdefault(key, end[0])
    found = []
    for key, told in spells.items():
        first, answered_before = told[0], key[3]
        since = min((one.day for one in told if one.day is not None), default=None)
        found.append(
            Silence(
                move_id=move_id,
                party=first.party,
                kind="reported",
                scope=first.scope,
                since=since,
                until=None if key not in ends else since if answered_before else ends[key].act.day,
                ended_by=key[2],
                expected_because=_because(expected, first.party.key),
                coverage=coverages.get(first.party.key, NO_COVERAGE).articles,
                evidence=tuple(dict.fromkeys(one.evidence for one in told)),
            )
        )
    return tuple(sorted(found, key=silence_order))


def unreported_silences(
    move_id: str,
    expected: Sequence[ExpectedParty],
    answers: Sequence[Answer],
    reported: Sequence[Silence],
    coverages: Mapping[str, Coverage],
    window: RecordWindow,
    settings: BoardSettings,
    unread: Mapping[str, tuple[Evidence, ...]],
) -> tuple[Silence, ...]:
    """Expected parties that neither answered nor are said to be silent: observed silence, or not observed.

    Args:
        move_id: the move.
        expected: who was expected.
        answers: all links that were found, the unlikely ones too.
        reported: what texts say on silence.
        coverages: how the record names the expected parties in the window.
        window: the days, and how far the record goes.
        settings: bounds.
        unread: by key of a party, words that may tell an answer that was not read.

    Where states known by number only have answered ("two dozen countries"), any state may be among them: then none is
    called silent.
    """
    answering = {one.party.key for one in answers if one.probability >= settings.least_probability}
    said = {silence.party.key for silence in reported}
    found = []
    for one in expected:
        key = one.party.key
        if key in said or key in answering:
            continue
        covered = coverages.get(key, NO_COVERAGE)
        doubts = (*doubtful_answers(one.party, answers, settings), *unread.get(key, ()))
        observed = not doubts and window.told_until is not None and is_covered(covered, settings)
        found.append(
            _unreported(move_id, one, "observed" if observed else "not_observed", covered, window.first, doubts)
        )
    return tuple(sorted(found, key=silence_order))


def is_covered(covered: Coverage, settings: BoardSettings) -> bool:
    """Whether the record names a party often enough to say that it did not answer."""
    return covered.articles >= settings.least_coverage and covered.mentions >= settings.least_mentions


def doubtful_answers(party: Party, answers: Iterable[Answer], settings: BoardSettings) -> tuple[Evidence, ...]:
    """What keeps a party without a likely answer from being called silent: an unlikely one, or one of others that it
    may be among."""
    found: dict[Evidence, None] = {}
    for answer in answers:
        if answer.probability < settings.silence_floor:
            continue
        if answer.party.key == party.key:
            reason = f"may be an answer (probability {answer.probability:.2f})"
        elif party.key in answer.party.overlaps or (answer.party.kind == "states" and party.kind == "state"):
            reason = f"may be among {answer.party.name}"
        else:
            continue
        found[replace(answer.act.evidence, reason=reason)] = None
    return tuple(found)[:_MOST_DOUBTS]


def silent_on(silence: Silence, day: date) -> bool:
    """Whether a reported silence was told by that day and had not ended; its last day is the one before ``until``."""
    if silence.since is not None and silence.since > day:
        return False
    return silence.until is None or silence.until > day


def silence_order(silence: Silence) -> tuple[int, str, str, str, str]:
    """Reported first, then observed; within them by name."""
    rank = ("reported", "observed", "not_observed").index(silence.kind)
    return rank, silence.party.name, silence.party.key, silence.scope, str(silence.until or "")


def _unreported(
    move_id: str,
    one: ExpectedParty,
    kind: SilenceKind,
    covered: Coverage,
    since: date | None,
    among: tuple[Evidence, ...],
) -> Silence:
    return Silence(
        move_id=move_id,
        party=one.party,
        kind=kind,
        scope="any",
        since=since if kind == "observed" else None,
        until=None,
        ended_by=None,
        expected_because=one.because,
        coverage=covered.articles,
        evidence=(*among, *covered.examples),
    )


def _end(report: SilenceReport, answers: Sequence[Answer]) -> tuple[Answer, bool] | None:
    """The answer that ends the silence of a report, and whether it came before the report."""
    fitting = [one for one in answers if in_scope(one, report.scope)]
    dated = sorted(((one.act.day, one.act.act_id, one) for one in fitting if one.act.day is not None), key=_by_day)
    if report.day is None:
        return (dated[0][2], False) if dated else ((fitting[0], True) if fitting else None)
    before = [one for day, _, one in dated if day < report.day]
    if before:
        return before[-1], True
    after = [one for day, _, one in dated if day >= report.day]
    if after:
        return after[0], False
    return (fitting[0], True) if fitting else None  # its day isn't known: then nobody is called silent


def _by_day(one: tuple[date, str, Answer]) -> tuple[date, str]:
    return one[0], one[1]


def _report_order(report: SilenceReport) -> tuple[str, str, str, str, int]:
    day = report.day.isoformat() if report.day else "~"
    return report.party.key, report.scope, day, report.evidence.article_id, report.evidence.start


def _because(expected: Mapping[str, ExpectedParty], key: str) -> tuple[str, ...]:
    found = expected.get(key)
    return found.because if found else ()
