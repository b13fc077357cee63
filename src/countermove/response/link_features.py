"""What speaks for or against an act being an answer to a move: named features, each a number from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from countermove.record.words import Stems, word_spans
from countermove.response.act_rows import StoredReading
from countermove.response.answer import Evidence, Party
from countermove.response.answer_words import AnswerWords
from countermove.response.party_words import PartyWords
from countermove.response.text_stems import TextStems
from countermove.response.told import Characters, Report, Told

FEATURES = (
    "responds_to", "content_names", "same_sentence", "names_trigger", "names_object", "names_move",
    "answer_word", "next_sentence", "nearness", "same_article", "same_story", "aimed_at_mover",
    "supports_target", "aimed_elsewhere", "by_target", "by_mover", "denial", "voice", "body", "nameless",
    "narrated", "alike", "articles_alike", "same_context", "before", "same_day", "delay", "open", "told_lowly",
    "reply", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
    "names_mover", "same_kind", "retold", "paragraph_alike", "paragraph_mover", "paragraph_target",
    "paragraph_answers", "paragraph_moves", "central", "links_elsewhere", "target_and_aim", "closer_move",
    "day_inferred", "type_agree", "type_consult", "type_support", "type_concede", "type_cooperate", "type_aid",
    "type_retreat", "type_request", "type_accuse", "type_reject", "type_threaten", "type_protest",
    "type_sanction", "type_mobilize", "type_coerce", "type_assault", "actor_in_move", "target_in_sentence",
    "third", "third_of_words", "third_of_minor", "target_of_words", "verbal_move", "by_counterpart",
    "counterpart_in_sentence", "joins_mover", "joins_retold", "story_age", "third_of_late",
)  # fmt: skip
"""Names of the features, in the order of the weights file."""

_MATERIAL = ("material_cooperation", "material_conflict")
_COOPERATIVE = ("verbal_cooperation", "material_cooperation")
_LONGEST_DELAY = 30.0
_OBJECT_REACH = 60
_RARE = 4.0
_ALIKE = 0.15
_PARAGRAPH_ALIKE = 0.03
_TIES = (
    "responds_to", "content_names", "same_sentence", "names_trigger", "names_object", "aimed_at_mover",
    "supports_target",
)  # fmt: skip
"""What ties an act to a move: a text that tells both or names the move, or an aim."""
_NEAR_TIES = (
    "paragraph_mover", "paragraph_target", "names_mover", "counterpart_in_sentence", "by_counterpart", "actor_in_move",
    "answer_word", "paragraph_answers", "next_sentence",
)  # fmt: skip
_STANDS = ("type_accuse", "type_reject", "type_support", "type_threaten", "type_sanction", "type_protest")


class Rivals:
    """Acts that another one may answer rather than the move: by whom it is aimed at, or aimed at who does it."""

    def __init__(self, acts: Sequence[Told]) -> None:
        self._by_party: dict[tuple[str, str], list[tuple[date, Told]]] = {}
        for act in acts:
            if act.act.is_claim or act.act.day is None or act.act.announced:
                continue
            for role, keys in (("actor", act.actor_keys), ("recipient", act.recipient_keys)):
                for key in keys:
                    self._by_party.setdefault((role, key), []).append((act.act.day, act))

    def closer(self, move: Told, act: Told) -> bool:
        """Whether another act stands between the move and this one in time, and nearer to it in whom it is about."""
        if move.act.day is None or act.act.day is None:
            return False
        sides = [("recipient", key) for key in act.actor_keys] + [("actor", key) for key in act.recipient_keys]
        return any(
            move.act.day < day <= act.act.day
            and other is not act
            and other.actor_keys
            and other.actor_keys.isdisjoint(act.actor_keys)
            and not other.actor_keys <= move.actor_keys
            for side in sides
            for day, other in self._by_party.get(side, ())
        )


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What links of one move are told by: texts and readings of articles, stems, words, how alike articles are."""

    articles: Mapping[int, str]
    readings: Mapping[int, StoredReading]
    texts: TextStems
    words: AnswerWords
    alike: Mapping[int, float]
    rivals: Rivals
    names: PartyWords
    begin: date | None


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move with what is compared with every act: its reports by article, the stems of the words that tell it and of
    what it is about, all stems that tell something of a link, those at which it is aimed, and the share of the articles
    about it that tell it."""

    move: Told
    reports: Mapping[int, Sequence[Report]]
    triggers: frozenset[str]
    objects: frozenset[str]
    telling: frozenset[str]
    sides: tuple[Party, ...]
    side_keys: frozenset[str]
    central: float

    @classmethod
    def of(cls, move: Told, context: LinkContext) -> MoveView:
        """The view of a move."""
        reports: dict[int, list[Report]] = {}
        for report in move.reports:
            reports.setdefault(report.article_no, []).append(report)
        sides = (*move.act.recipients, *move.counterparts)
        about = {number for number, alike in context.alike.items() if alike >= _ALIKE}
        triggers = frozenset(_trigger_stems(move, context.texts.stems))
        objects = frozenset(_object_stems(move, context.texts.stems))
        return cls(
            move=move,
            reports=reports,
            triggers=triggers,
            objects=objects,
            telling=triggers | objects | context.words.answers | context.words.moves,
            sides=sides,
            side_keys=frozenset(key for party in sides for key in (party.key, party.country) if key is not None),
            central=len(reports) / max(1, len(about | reports.keys())),
        )


@dataclass(slots=True)
class Link:
    """The features of one act as an answer to one move, and the characters they rest on."""

    features: dict[str, float] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def explicit(self) -> bool:
        """Whether a text links them."""
        return any(self.features.get(name) for name in ("responds_to", "content_names", "same_sentence")) or bool(
            self.features.get("names_trigger") and self.features.get("answer_word")
        )

    @property
    def possible(self) -> bool:
        """Whether there is a text or an aim, not the calendar alone.

        In an article about the move, the paragraph must speak of it, of its sides or of answering, or the act itself
        be of a kind that takes a stand.
        """
        found = self.features
        if any(found[name] for name in _TIES):
            return True
        about = found["same_article"] or found["articles_alike"] >= _ALIKE
        return bool(about) and (
            found["paragraph_alike"] >= _PARAGRAPH_ALIKE or any(found[name] for name in (*_NEAR_TIES, *_STANDS))
        )


def link_features(view: MoveView, act: Told, context: LinkContext) -> Link:
    """The features of an act as an answer to a move."""
    move = view.move
    link = Link(dict.fromkeys(FEATURES, 0.0))
    _texts(view, act, context, link)
    _parties(move, act, link)
    _time(move, act, link)
    found = link.features
    found[act.act.form] = 1.0
    found["open"] = float(act.act.announced)
    found["told_lowly"] = 1.0 - act.confidence
    found["same_story"] = float(not move.stories.isdisjoint(act.stories))
    found["alike"] = _alike(move.stems, act.stems)
    found["articles_alike"] = max((context.alike.get(report.article_no, 0.0) for report in act.reports), default=0.0)
    found["same_context"] = float(not move.contexts.isdisjoint(act.contexts))
    found["same_kind"] = float(move.act.event_type == act.act.event_type)
    if act.act.event_type is not None:
        found[f"type_{act.act.event_type.lower()}"] = 1.0
    _paragraphs(view, act, context, link)
    found["central"] = view.central
    found["target_and_aim"] = found["by_counterpart"] * max(found["aimed_at_mover"], found["names_mover"])
    found["closer_move"] = float(context.rivals.closer(move, act))
    found["day_inferred"] = float(act.act.day_inferred)
    verbal = float(move.act.form not in _MATERIAL)
    third = float(not (found["by_counterpart"] or found["aimed_at_mover"] or found["names_mover"]))
    found["verbal_move"], found["third"] = verbal, third
    found["third_of_words"], found["target_of_words"] = third * verbal, found["by_counterpart"] * verbal
    if context.begin is not None and move.act.day is not None:
        age = min(max((move.act.day - context.begin).days, 0), _LONGEST_DELAY)
        found["story_age"] = math.log1p(age) / math.log1p(_LONGEST_DELAY)
    found["third_of_late"] = third * found["story_age"]
    found["third_of_minor"] = third * (1.0 - found["central"])
    return link


def _paragraphs(view: MoveView, act: Told, context: LinkContext, link: Link) -> None:
    """What the paragraphs around the act share with the move."""
    found, move, sides, keys = link.features, view.move, view.sides, view.side_keys
    found["paragraph_alike"] = _alike(move.stems, act.paragraph_stems)
    stems = act.paragraph_stems.keys()
    found["paragraph_answers"] = float(not context.words.answers.isdisjoint(stems))
    found["paragraph_moves"] = float(not context.words.moves.isdisjoint(stems))
    for name, parties in (("paragraph_mover", move.act.parties), ("paragraph_target", move.act.recipients)):
        found[name] = float(any(context.names.names(parties, report.paragraph) for report in act.reports))
    for name, parties in (("names_mover", move.act.parties), ("target_in_sentence", move.act.recipients)):
        found[name] = float(any(context.names.names(parties, report.sentence_words) for report in act.reports))
    found["by_counterpart"] = float(not act.actor_keys.isdisjoint(keys))
    found["counterpart_in_sentence"] = float(any(context.names.names(sides, one.sentence_words) for one in act.reports))
    against = bool(keys & {key for party in act.act.recipients for key in (party.key, party.country)})
    found["joins_mover"] = float(against and act.act.form not in _COOPERATIVE)
    found["joins_retold"] = found["joins_mover"] * float(move.act.event_type == act.act.event_type)
    told = {report.sentence_words for report in move.reports}
    found["actor_in_move"] = float(any(context.names.names(act.act.parties, words) for words in told))


def _texts(view: MoveView, act: Told, context: LinkContext, link: Link) -> None:
    """What the articles that tell the act say about the move."""
    found = link.features
    for report in act.reports:
        reading = context.readings.get(report.article_no)
        here = view.reports.get(report.article_no, ())
        found["same_article"] = max(found["same_article"], float(bool(here)))
        if reading is not None and here:
            _same_article(report, here, reading, link)
        for start, end, stem in context.texts.words(context.articles[report.article_no], *report.sentence):
            if stem not in view.telling:
                continue
            if start < report.trigger[1] and report.trigger[0] < end:
                if stem in context.words.answers:
                    found["answer_word"] = 1.0
                continue
            if stem in view.triggers and not any(start < r.trigger[1] and r.trigger[0] < end for r in here):
                _mark(link, "names_trigger", report, (start, end), "names the move")
            elif stem in view.objects and not here:
                _mark(link, "names_object", report, (start, end), "names what the move is about")
            elif stem in context.words.moves:
                found["names_move"] = 1.0
            if stem in context.words.answers:
                found["answer_word"] = 1.0


def _same_article(report: Report, here: Sequence[Report], reading: StoredReading, link: Link) -> None:
    found = link.features
    items = {one.item for one in here}
    answered = reading.answered.get(report.item)
    if answered in items:
        _mark(link, "responds_to", report, report.sentence, "the text says that it answers the move")
    elif answered is not None:
        found["links_elsewhere"] = 1.0
    if not report.inside.isdisjoint(items):
        _mark(link, "content_names", report, (report.content or (report.sentence,))[0], "speaks of the move")
    sentences = reading.sentences
    at = _sentence(sentences, report.trigger[0])
    for one in here:
        apart = at - _sentence(sentences, one.trigger[0])
        if apart == 0:
            _mark(link, "same_sentence", report, one.trigger, "told in one sentence with the move", one.words)
        if apart == 1:
            found["next_sentence"] = 1.0
        found["nearness"] = max(found["nearness"], 1.0 / (1 + abs(apart)))


def _parties(move: Told, act: Told, link: Link) -> None:
    found = link.features
    movers, targets = move.actor_keys, move.recipient_keys
    actors, recipients = act.actor_keys, act.recipient_keys
    aimed = not recipients.isdisjoint(movers) or _at_voices(act, movers, targets)
    found["aimed_at_mover"] = float(aimed)
    at_target = not recipients.isdisjoint(targets)
    found["supports_target"] = float(at_target and act.act.form in _COOPERATIVE)
    found["aimed_elsewhere"] = float(bool(recipients) and not aimed and not at_target)
    found["by_target"] = float(not actors.isdisjoint(targets))
    denies = act.cue_class == "deny"
    found["by_mover"] = float(not actors.isdisjoint(movers) and not denies)
    found["denial"] = float(denies)
    found["retold"] = float(at_target and move.act.event_type == act.act.event_type)
    kinds = {party.kind for party in act.act.parties}
    found["voice"] = float("voice" in kinds or "group" in kinds)
    found["body"] = float("organization" in kinds)
    found["nameless"] = float(bool(kinds & {"bloc", "states"}))
    found["narrated"] = float(act.narrated)


def _at_voices(act: Told, movers: frozenset[str], targets: frozenset[str]) -> bool:
    """Whether the act is aimed at somebody of the mover's state who isn't the move's target."""
    return any(party.country in movers and party.key not in targets for party in act.act.recipients)


def _time(move: Told, act: Told, link: Link) -> None:
    found = link.features
    if move.act.day is None or act.act.day is None:
        return
    days = (act.act.day - move.act.day).days
    found["before"] = float(days < 0 and not move.act.day_inferred)
    found["same_day"] = float(days == 0)
    found["delay"] = math.log1p(min(max(days, 0), _LONGEST_DELAY)) / math.log1p(_LONGEST_DELAY)


def _mark(link: Link, name: str, report: Report, span: Characters, reason: str, words: str | None = None) -> None:
    """Set a feature; the first characters that it rests on are kept."""
    if not link.features[name]:
        shown = words if words is not None else _words(report, span)
        link.evidence.append(report.evidence(span, shown, reason))
    link.features[name] = 1.0


def _words(report: Report, span: Characters) -> str:
    first = report.sentence[0]
    return report.sentence_words[max(0, span[0] - first) : max(0, span[1] - first)]


def _trigger_stems(move: Told, stems: Stems) -> set[str]:
    """Stems of the words that tell the move, without words that tell next to nothing."""
    found = set()
    for report in move.reports:
        for start, end in word_spans(report.words):
            stem = stems.stem(report.words[start:end])
            if report.words[start].islower() and move.stems.get(stem):
                found.add(stem)
    return found


def _object_stems(move: Told, stems: Stems) -> set[str]:
    """Stems of rare words that stand soon after the words that tell the move: what it is done with or about."""
    found = set()
    for report in move.reports:
        text, after = report.sentence_words, report.trigger[1] - report.sentence[0]
        for start, end in word_spans(text[: after + _OBJECT_REACH]):
            stem = stems.stem(text[start:end])
            if start >= after and text[start].islower() and move.stems.get(stem, 0.0) >= _RARE:
                found.add(stem)
    return found


def _sentence(sentences: list[tuple[int, int]], position: int) -> int:
    return next((n for n, (_, end) in enumerate(sentences) if position < end), len(sentences))


def _alike(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """The cosine of two sets of stems, weighed by rarity."""
    shared = sum(weight * weight for stem, weight in left.items() if stem in right)
    length = math.sqrt(sum(w * w for w in left.values()) * sum(w * w for w in right.values()))
    return shared / length if length else 0.0
