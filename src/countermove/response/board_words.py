"""Words and short cells of boards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from countermove.record.views.layouts.words import counted
from countermove.record.views.wording import joined
from countermove.report.document import Line, Run, line
from countermove.response.answer import Act, Answer, Direction, Form, Party, Silence
from countermove.response.board_settings import BoardSettings
from countermove.response.comparable import ComparableMoves, EarlierMove
from countermove.response.imported import ImportedMoves
from countermove.response.snapshots import Standing

DIRECTIONS: dict[Direction, str] = {"for": "for", "against": "against", "neutral": "neutral"}
_FORMS: dict[Form, str] = {
    "verbal_cooperation": "words, cooperative",
    "material_cooperation": "deeds, cooperative",
    "verbal_conflict": "words, hostile",
    "material_conflict": "deeds, hostile",
    "reply": "reply",
}
_SHORT: dict[Form, str] = {
    "verbal_cooperation": "words",
    "material_cooperation": "deeds",
    "verbal_conflict": "words",
    "material_conflict": "deeds",
    "reply": "words",
}
_KINDS = {"voice": "own voice, doesn't speak for the state", "states": "known by number only", "bloc": "bloc"}
_MOST_LISTED = 5
_MOST_KINDS = 4


def act_words(act: Act) -> str:
    """Who → TYPE (mode) “words” → whom."""
    who = joined([party.name for party in act.parties]) or "someone"
    what = act.event_type or "reply"
    what += f" ({act.mode})" if act.mode else ""
    words = f" “{' '.join(act.words.split())}”" if act.words else ""
    whom = joined([party.name for party in act.recipients])
    return f"{who} → {what}{words}{f' → {whom}' if whom else ''}"


def delay_words(days: int | None) -> str:
    """Days from the move: same day, 3 days, 2 days before."""
    if days is None:
        return "?"
    if days == 0:
        return "same day"
    text = counted(abs(days), "day")
    return text if days > 0 else f"{text} before"


def form_words(answers: Sequence[Answer]) -> str:
    """The forms of a party's answers with their types, in order of time."""
    found: dict[str, None] = {}
    for answer in answers:
        act = answer.act
        kind = f"{act.event_type} {act.mode}" if act.mode else act.event_type
        found[(kind or "reply") + (" (announced)" if act.announced else "")] = None
    more = f", {len(found) - _MOST_KINDS} more" if len(found) > _MOST_KINDS else ""
    return ", ".join(list(found)[:_MOST_KINDS]) + more


def strength_words(score: float | None) -> str:
    """A PLOVER score with its sign."""
    return "" if score is None else f"{score:+g}".replace("-", "−")


def scope_words(scope: str) -> str:
    """What a silence is about."""
    return {"words": "in words", "deeds": "in deeds", "any": "in words and deeds"}.get(scope, f"in kind ({scope})")


def silence_cell(silences: Sequence[Silence]) -> str:
    """Reported silences beside answers, with their scope and end."""
    cells = []
    for one in silences:
        ended = f" until {one.until.isoformat()}" if one.until and one.since and one.until > one.since else ""
        if one.kind == "reported" and not (one.until and one.since and one.until <= one.since):
            cells.append(f"{scope_words(one.scope)}{ended}")
    return "; ".join(dict.fromkeys(cells))


def standing_words(standing: Standing | None) -> str:
    """How a party stood on a day."""
    if standing is None:
        return "–"
    if standing.sense == "answered":
        said = " + ".join(dict.fromkeys(_SHORT[form] for form in standing.forms))
        silent = [scope_words(scope) for scope in standing.scopes]
        return said + (f"; silent {joined(silent)}" if silent else "")
    if standing.sense == "reported":
        return f"silent {joined([scope_words(scope) for scope in standing.scopes])}, reported"
    return "silent, observed" if standing.sense == "observed" else "not observed"


def party_words(party: Party, voice_of: str | None) -> str:
    """What has to be said on a party that isn't a state."""
    if party.kind == "voice" and voice_of is None:
        return "no state's voice"
    return _KINDS.get(party.kind, "")


def comparison_lines(comparable: Sequence[ComparableMoves], settings: BoardSettings) -> Iterator[Line]:
    """What earlier moves tell, or that there are too few of them."""
    for one in comparable:
        kind = f"{one.event_type} ({one.mode})" if one.mode else one.event_type
        whose = f"by {one.mover}" if one.mover else "by anybody"
        if not one.enough:
            yield line(
                f"Earlier {kind} {whose}: {len(one.moves):,} in the record, too few to tell "
                f"(fewer than {settings.comparable_least})."
            )
            continue
        yield line(_comparison(one, kind, whose), below=[_earlier(move) for move in one.moves[:_MOST_LISTED]])


def imported_lines(imported: Sequence[ImportedMoves], settings: BoardSettings) -> Iterator[Line]:
    """What imported event data tell on moves like this one."""
    for one in imported:
        kind = f"{one.event_type} ({one.mode})" if one.mode else one.event_type
        whose = f"by {one.mover}" + (f" towards {one.target}" if one.target else "")
        if not one.followed:
            yield line(f"Imported data: {one.moves:,} earlier {kind} {whose}, fewer than {settings.comparable_least}.")
            continue
        shares = "; ".join(
            f"{follow.after:.0%} within {counted(follow.days, 'day')} ({follow.before:.0%} in as many days before)"
            for follow in one.followed
        )
        quads = joined([f"{number:,} {quad.replace('_', ' ')}" for quad, number in one.quads])
        yield line(
            f"Imported data ({', '.join(one.datasets)}): after {one.moves:,} earlier {kind} {whose}, {one.first} to "
            f"{one.last}, the other side acted towards it: {shares}"
            + (
                f"; first acts: {quads}, median after {one.median_days:g} days." if one.median_days is not None else "."
            ),
            below=[line(Run("No text ties these acts to the moves; only the difference can be an answer.", "note"))],
        )


def _comparison(one: ComparableMoves, kind: str, whose: str) -> Run:
    among = f"the latest {len(one.moves):,} of {one.found:,}" if len(one.moves) < one.found else f"{one.found:,}"
    shares = ", ".join(f"{share:.0%} within {counted(days, 'day')}" for days, share in one.within)
    first = (
        "none was answered"
        if one.median_days is None
        else f"the median first answer came after {one.median_days:g} days; answered: {shares}"
    )
    forms = joined([f"{number:,} in {_FORMS[form]}" for form, number in one.forms])
    return Run(f"In {among} earlier {kind} {whose}, {first}" + (f"; first answers: {forms}." if forms else "."))


def _earlier(move: EarlierMove) -> Line:
    who = joined(list(move.actors)) or "someone"
    whom = joined(list(move.recipients))
    answer = (
        "no answer found"
        if move.first_delay is None
        else f"{move.first_by} after {counted(move.first_delay, 'day')} ({_FORMS[move.first_form or 'reply']})"
    )
    return line(
        Run(f"{move.day.isoformat()}  ", "note"),
        f"{who}{f' → {whom}' if whom else ''}: {answer}",
        Run(f" · {move.event_id}", "note"),
    )
