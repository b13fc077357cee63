"""Acts made from the record: events with all their reports merged, and claims that no event has taken up.

A claim becomes a reply: words without a PLOVER type. Where the same speaker does a coded verbal event in the same
sentence ("condemned the deployment, saying ..."), the claim belongs to that event and is no act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from countermove.record.rows import among
from countermove.record.words import Stems, load_document_frequencies
from countermove.response.act_rows import (
    ClaimRows,
    EventRows,
    article_texts,
    claim_rows,
    day_of_event,
    event_rows,
    stored_readings,
)
from countermove.response.answer import Act, Party
from countermove.response.answer_words import AnswerWords, load_answer_words
from countermove.response.days import narrated_day
from countermove.response.forms import Forms, form_of, load_forms
from countermove.response.link_model import LinkModel, load_link_model
from countermove.response.parties import Parties, PartyKnowledge
from countermove.response.text_stems import TextStems
from countermove.response.told import Report, Told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_KEPT_SHARE = 2
"""A party stays where it is told more than half as often as the one told most."""
_MOST_REPORTS, _MOST_READ = 6, 3
"""Reports of one act that are kept, and of these, whose words are looked at, at most."""
_PARAGRAPH = 400
"""Characters before and after a trigger that its paragraph is looked at for."""
_VERBAL = ("verbal_cooperation", "verbal_conflict")


@dataclass(frozen=True, slots=True)
class ResponseKnowledge:
    """What acts and links are told by, beside the record."""

    parties: PartyKnowledge
    forms: Forms
    texts: TextStems
    answer_words: AnswerWords
    model: LinkModel

    @classmethod
    def load(cls) -> ResponseKnowledge:
        """Load the shipped files.

        Raises:
            LexiconError: a file is missing or wrong.
        """
        texts = TextStems(Stems(), load_document_frequencies())
        return cls(PartyKnowledge.load(), load_forms(), texts, load_answer_words(), load_link_model())


class ActMaker:
    """Makes the acts of some events and claims of one record.

    Args:
        connection: an open record.
        knowledge: what parties and forms are told by.
        events: numbers of the events.
        claims: numbers of the claims; those that belong to an event of the same speaker are left out.
        most_reports: reports of one act that are looked at, the first ones.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        knowledge: ResponseKnowledge,
        events: Sequence[int],
        claims: Sequence[int] = (),
        most_reports: int = _MOST_REPORTS,
    ) -> None:
        self._connection, self._knowledge = connection, knowledge
        self._rows: EventRows = event_rows(connection, events, most_reports)
        self._claims: ClaimRows = claim_rows(connection, claims, most_reports)
        self.texts = article_texts(connection, self._articles())
        self.readings = stored_readings(connection, self._articles())
        self.parties = Parties(connection, self._entities(), self._articles(), knowledge.parties)

    def events(self) -> list[Told]:
        """The acts of the events, by their numbers."""
        return [self._event(row) for row in self._rows.events]

    def replies(self) -> list[Told]:
        """The replies among the claims, by their numbers."""
        taken = self._coded()
        found = []
        for row in self._claims.claims:
            told = self._claim(row, taken)
            if told is not None:
                found.append(told)
        return found

    def _entities(self) -> Iterable[int]:
        for roles in self._rows.parties.values():
            for entities in roles.values():
                yield from (number for number, _ in entities)
        for row in self._claims.claims:
            if row["speaker_no"] is not None:
                yield int(row["speaker_no"])

    def _articles(self) -> set[int]:
        told = {int(row["article_no"]) for rows in self._rows.reports.values() for row in rows}
        return told | {article for reports in self._claims.reports.values() for article, _ in reports}

    def _event(self, row: dict[str, Any]) -> Told:
        number = int(row["event_no"])
        rows = self._rows.reports.get(number, [])
        reports = tuple(_event_report(one, self.texts[int(one["article_no"])]) for one in rows)
        best = next(
            (r for r in reports if (r.article_no, r.item) == (row["best_article_no"], row["best_item"])), reports[0]
        )
        parties = {role: self._of(number, role) for role in ("actor", "recipient")}
        act = Act(
            act_id=row["event_id"],
            is_claim=False,
            parties=parties["actor"],
            recipients=tuple(party for party in parties["recipient"] if party not in parties["actor"]),
            event_type=row["event_type"],
            mode=row["mode"],
            form=form_of(row["quad"]),
            day=self._narrated(rows, "first_char") if row["time_inferred"] else day_of_event(row),
            day_inferred=bool(row["time_inferred"]) or row["first_day"] is None,
            announced=row["status"] == "open",
            score=row["score"],
            factuality=row["factuality"],
            authorship=_authorship(row, rows),
            origins=int(row["origins"]),
            story_id=None,
            words=best.words,
            evidence=best.evidence(best.trigger, best.words, "tells the act"),
        )
        return Told(
            act=act,
            number=number,
            reports=reports,
            stories=_stories(rows),
            contexts=frozenset((row["contexts"] or "").split()),
            confidence=float(row["confidence"]),
            cue_class=None,
            narrated=False,
            stems=self._sentences(reports[:_MOST_READ]),
            paragraph_stems=self._paragraphs(reports),
            last_day=row["last_day"],
        )

    def _of(self, number: int, role: str) -> tuple[Party, ...]:
        """The parties of an event in one role, most often told first."""
        entities = self._rows.parties.get(number, {}).get(role, [])
        most = max((times for _, times in entities), default=0)
        kept = [entity for entity, times in entities if times * _KEPT_SHARE > most]
        articles = {int(row["article_no"]) for row in self._rows.reports.get(number, [])}
        parties = [party for entity in kept if (party := self.parties.of(entity)) is not None]
        return tuple(dict.fromkeys(self.parties.at_seat(party, articles) for party in parties))

    def _claim(self, row: dict[str, Any], taken: _Coded) -> Told | None:
        number, speaker = int(row["claim_no"]), row["speaker_no"]
        party = self.parties.of(int(speaker)) if speaker is not None else None
        if party is None:
            return None
        rows = self._claims.reports.get(number, {})
        party = self.parties.at_seat(party, {article for article, _ in rows})
        reports = [
            report
            for key, parts in rows.items()
            if not taken.takes(
                report := _claim_report(key, parts, self.texts[key[0]], self._claims.inside), party, self.parties
            )
        ]
        if not reports or len(reports) * 2 < len(rows):
            return None
        best = next(
            (r for r in reports if (r.article_no, r.item) == (row["best_article_no"], row["best_item"])), reports[0]
        )
        act = Act(
            act_id=row["claim_id"],
            is_claim=True,
            parties=(party,),
            recipients=(),
            event_type=None,
            mode=None,
            form="reply",
            day=self._narrated([parts[0] for parts in rows.values()], "start_char") or row["first_day"],
            day_inferred=True,
            announced=False,
            score=None,
            factuality="CT+",
            authorship="CT+",
            origins=int(row["origins"]),
            story_id=None,
            words=best.words,
            evidence=best.evidence(best.trigger, best.words, "tells the act"),
        )
        return Told(
            act=act,
            number=number,
            reports=tuple(reports),
            stories=_stories([part for parts in rows.values() for part in parts[:1]]),
            contexts=frozenset(),
            confidence=1.0,
            cue_class=row["cue_class"],
            narrated=self.parties.narrates(int(speaker)),
            stems={**self._knowledge.texts.rare(row["content"]), **self._sentences(reports)},
            paragraph_stems=self._paragraphs(reports),
            last_day=row["last_day"],
        )

    def _narrated(self, rows: Iterable[dict[str, Any]], position: str) -> date | None:
        """The earliest day that the texts around the reports of an act give for it."""
        found = []
        for row in rows:
            reading, at = self.readings.get(int(row["article_no"])), int(row[position])
            begin = self.texts[int(row["article_no"])].rfind("\n", 0, at) + 1
            day = narrated_day(reading.days if reading else (), row["published_day"], begin, at)
            if day is not None:
                found.append(day)
        return min(found, default=None)

    def _sentences(self, reports: Sequence[Report]) -> dict[str, float]:
        return self._stems((report.article_no, *report.sentence) for report in reports)

    def _paragraphs(self, reports: Sequence[Report]) -> dict[str, float]:
        return self._stems(
            (report.article_no, *_paragraph(self.texts[report.article_no], report.trigger[0]))
            for report in reports[:_MOST_READ]
        )

    def _stems(self, places: Iterable[tuple[int, int, int]]) -> dict[str, float]:
        """Stems of the rarer words between characters of articles."""
        found: dict[str, float] = {}
        for article, start, end in places:
            found.update(self._knowledge.texts.rare(self.texts[article], start, end))
        return found

    def _coded(self) -> _Coded:
        """The verbal events of the claims' articles with their characters and who does them."""
        articles = {article for reports in self._claims.reports.values() for article, _ in reports}
        if not articles:
            return _Coded({})
        rows = self._connection.execute(
            "select m.article_no, m.start_char, m.end_char, e.sentence_start, e.sentence_end, e.quad, p.entity_no "
            "from mentions m join event_mentions e on e.article_no = m.article_no and e.item = m.item "
            "left join event_parties p on p.article_no = m.article_no and p.item = m.item and p.role = 'actor' "
            f"where {among('m.article_no', articles)} and {among('e.article_no', articles)} "
            "and m.kind = 'event' and m.part = 'trigger' and e.counted"
        ).fetchall()
        found: dict[int, list[tuple[int, int, int, int, bool, int | None]]] = {}
        for article, start, end, first, last, quad, actor in rows:
            found.setdefault(int(article), []).append((start, end, first, last, quad in _VERBAL, actor))
        more = {actor for events in found.values() for *_, actor in events if actor is not None}
        self.parties.add(more)
        return _Coded(found)


class _Coded:
    """Where coded events stand, and who does them."""

    def __init__(self, events: dict[int, list[tuple[int, int, int, int, bool, int | None]]]) -> None:
        self._events = events

    def takes(self, report: Report, speaker: Party, parties: Parties) -> bool:
        """Whether a report of a claim belongs to a coded event of the same speaker."""
        for start, end, first, last, verbal, actor in self._events.get(report.article_no, ()):
            if start < report.trigger[1] and report.trigger[0] < end:
                return True
            if verbal and first <= report.trigger[0] < last and actor is not None:
                inside = any(a <= start < b for a, b in report.content)
                if not inside and parties.of(actor) == speaker:
                    return True
        return False


def _event_report(row: dict[str, Any], text: str) -> Report:
    start, end = int(row["first_char"]), int(row["last_char"])
    first = int(row["sentence_start"])
    sentence = text[first : int(row["sentence_end"])]
    words = sentence[max(0, start - first) : max(0, end - first)] or sentence
    return Report(
        article_no=int(row["article_no"]),
        article_id=row["article_id"],
        item=row["item"],
        trigger=(start, end),
        sentence=(first, int(row["sentence_end"])),
        content=(),
        inside=frozenset(),
        polarity=row["polarity"],
        words=words,
        sentence_words=sentence,
        paragraph=text[slice(*_paragraph(text, start))],
        publisher=row["publisher"],
        url=row["url"],
    )


def _claim_report(
    key: tuple[int, str], parts: Sequence[dict[str, Any]], text: str, inside: dict[tuple[int, str], frozenset[str]]
) -> Report:
    spans = {name: [(int(p["start_char"]), int(p["end_char"])) for p in parts if p["part"] == name] for name in _PARTS}
    content = tuple(spans["content"])
    cue = (spans["cue"] or spans["content"] or [(0, 0)])[0]
    everything = [cue, *spans["source"], *content[:1]]
    around = (min(start for start, _ in everything), max(end for _, end in everything))
    return Report(
        article_no=key[0],
        article_id=parts[0]["article_id"],
        item=key[1],
        trigger=cue,
        sentence=around,
        content=content,
        inside=inside.get(key, frozenset()),
        polarity="happened",
        words=text[slice(*cue)],
        sentence_words=text[slice(*around)],
        paragraph=text[slice(*_paragraph(text, cue[0]))],
        publisher=parts[0]["publisher"],
        url=parts[0]["url"],
    )


_PARTS = ("cue", "content", "source")


def _paragraph(text: str, position: int) -> tuple[int, int]:
    """The characters between two line ends around one, as far as they are near."""
    first = max(text.rfind("\n", 0, position) + 1, position - _PARAGRAPH)
    last = text.find("\n", position)
    return first, min(last if last >= 0 else len(text), position + _PARAGRAPH)


def _stories(rows: Iterable[dict[str, Any]]) -> frozenset[int]:
    return frozenset(int(row["story_no"]) for row in rows if row["story_no"] is not None)


def _authorship(row: dict[str, Any], reports: Sequence[dict[str, Any]]) -> str:
    """How certain it is who did it, apart from whether it happened.

    Doubted where the actor's own side denies it, or where only others' words name the actor; FactBank's PS+ and PR+.
    """
    factuality = str(row["factuality"])
    if factuality != "CT+":
        return factuality
    if any(one["stance"] == "denies" and one["speaker_side"] == "actor" for one in reports):
        return "PS+"
    told = [one for one in reports if one["polarity"] == "happened"]
    if told and all(one["speaker_no"] is not None and one["speaker_side"] != "actor" for one in told):
        return "PR+"
    return factuality
