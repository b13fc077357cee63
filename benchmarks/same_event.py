"""How well reports of one event are recognised across articles, given the words that tell the events.

    python benchmarks/same_event.py GOLD.jsonl [--cache FOLDER] [--mistakes N]

Reads the articles of a gold file in the form of ECB+ (Cybulska and Vossen 2014), makes a report at every validated
event mention, and runs the product's own story and event indexes over them in the file's order, without gold topics or
stories; then once more with the gold topics given, as most papers have it. Singletons count. The baseline joins
mentions whose main words have one lemma, within a story.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.clustering_scores import coref_scores, pairwise
from benchmarks.marked_reports import CachedReader, ReadArticle, marked_reports
from countermove.record.event_index import EventIndex, EventSettings
from countermove.record.pair_score import PairScorer
from countermove.record.reports import Report, WordTables, day_of
from countermove.record.stories import StoryIndex
from countermove.record.vectors import article_vector
from countermove.schema import Article, Span


@dataclass(frozen=True)
class GoldArticle:
    """An article with its validated event mentions; ``topic`` and ``story`` are the gold's."""

    article: Article
    topic: str
    story: str
    spans: list[Span]
    chains: list[str]


def load_gold(path: Path) -> list[GoldArticle]:
    """Read a gold file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        data: dict[str, Any] = json.loads(line)
        mentions = [m for m in data["mentions"] if m["kind"] == "event" and m["validated"]]
        found.append(
            GoldArticle(
                article=Article(id=data["id"], text=data["text"], published=data.get("published")),
                topic=data["topic"],
                story=data["subtopic"],
                spans=[(m["start"], m["end"]) for m in mentions],
                chains=[m["chain"] for m in mentions],
            )
        )
    return found


def cluster(
    reports: Iterable[Report],
    scorer: PairScorer,
    settings: EventSettings | None = None,
    moves: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, str]:
    """Run the product's index over reports in order; the event of each mention.

    ``moves`` gives for an article which others change their story when it comes.
    """
    index = EventIndex(scorer, settings=settings)
    events: dict[str, str] = {}
    merged: dict[str, str] = {}
    last = ""
    for report in reports:
        if report.article_id != last:
            last = report.article_id
            for article, story in (moves or {}).get(last, {}).items():
                index.move(article, story)
        choice = index.assign(report)
        event = choice.event_id or report.mention_id
        for other in choice.also:
            index.merge(event, other)
            merged[other] = event
        index.add(report, event)
        events[report.mention_id] = event
    return {mention: _followed(merged, event) for mention, event in events.items()}


def _followed(merged: Mapping[str, str], event: str) -> str:
    while event in merged:
        event = merged[event]
    return event


def stories_of(read: Sequence[ReadArticle]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The product's own stories over articles in order: of each article, and of those moved when it came."""
    index = StoryIndex()
    found: dict[str, str] = {}
    moves: dict[str, dict[str, str]] = {}
    for item in read:
        reading = item.reading
        vector, day = article_vector(reading), day_of(reading.published)
        choice = index.assign(reading.id, vector, day)
        index.add(reading.id, choice.story_id, vector, day, choice.moves)
        found[reading.id] = choice.story_id
        moves[reading.id] = {move.article_id: move.to_story for move in choice.moves}
    return found, moves


def report_line(name: str, gold: Mapping[str, str], system: Mapping[str, str]) -> str:
    """One line of figures."""
    scores, pairs = coref_scores(gold, system), pairwise(gold, system)
    return (
        f"{name:44} MUC {100 * scores.muc.f1:5.1f}  B3 {100 * scores.b_cubed.f1:5.1f} "
        f"({100 * scores.b_cubed.precision:4.1f}/{100 * scores.b_cubed.recall:4.1f})  "
        f"CEAFe {100 * scores.ceaf_e.f1:5.1f}  CoNLL {100 * scores.conll:5.1f}  pairs {pairs}"
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--cache", type=Path, help="folder that keeps readings between runs")
    arguments = parser.parse_args()
    gold_articles = load_gold(arguments.gold)
    read = list(CachedReader(arguments.cache).read([item.article for item in gold_articles]))
    tables = WordTables.load()
    scorer = PairScorer.load(tables)
    stories, moves = stories_of(read)
    marked = [
        marked_reports(article, item.spans, tables, stories[item.article.id])
        for item, article in zip(gold_articles, read, strict=True)
    ]
    gold = {m.report.mention_id: chain for item, found in zip(gold_articles, marked, strict=True)
            for m, chain in zip(found, item.chains, strict=True)}  # fmt: skip
    everything = [m for found in marked for m in found]
    topic = {m.report.mention_id: item.topic for item, found in zip(gold_articles, marked, strict=True) for m in found}
    subtopic = {
        m.report.mention_id: item.story for item, found in zip(gold_articles, marked, strict=True) for m in found
    }
    print(
        f"{len(gold_articles)} articles, {len(gold)} mentions of {len(set(gold.values()))} events; "
        f"the coder has an event for {sum(m.coded for m in everything)}"
    )
    print(report_line("every mention alone", gold, {name: name for name in gold}))
    print(report_line("same lemma", gold, {m.report.mention_id: m.lemma for m in everything}))
    print(
        report_line(
            "same lemma, own stories", gold, {m.report.mention_id: f"{m.lemma} {m.report.story_id}" for m in everything}
        )
    )
    print(
        report_line(
            "same lemma, gold topics",
            gold,
            {m.report.mention_id: f"{m.lemma} {topic[m.report.mention_id]}" for m in everything},
        )
    )
    print(
        report_line(
            "same lemma, gold stories",
            gold,
            {m.report.mention_id: f"{m.lemma} {subtopic[m.report.mention_id]}" for m in everything},
        )
    )
    print(report_line("countermove", gold, cluster((m.report for m in everything), scorer, moves=moves)))
    by_topic: dict[str, list[Report]] = {}
    for m in everything:
        by_topic.setdefault(topic[m.report.mention_id], []).append(m.report)
    given = {mention: event for reports in by_topic.values() for mention, event in cluster(reports, scorer).items()}
    print(report_line("countermove, gold topics", gold, given))


if __name__ == "__main__":
    main()
