"""Stories as documents."""

from __future__ import annotations

from countermove.record.views.layouts.claims import claim_line
from countermove.record.views.layouts.words import article_run, counted, note, shown_of, span, who_did_what
from countermove.record.views.number_words import series_label
from countermove.record.views.numbers import NumberSeries, NumberTold
from countermove.record.views.rows import Listing
from countermove.record.views.silences import SilenceRow
from countermove.record.views.stories import StoryArticle, StoryInFull, StoryRow
from countermove.report.document import Document, Line, Run, Section, line
from countermove.report.showing import bounds


def stories_document(listing: Listing[StoryRow]) -> Document:
    """A list of stories; where it is cut, it says so."""
    lines = tuple(_story(story) for story in listing.items)
    return Document("", shown_of(listing.total, len(listing.items), "story", "stories"), (Section("", lines),))


def story_document(found: StoryInFull) -> Document:
    """One story: articles, events, claims, numbers over time, silence."""
    story = found.story
    facts = (
        line("Published: ", span(story.first_day, story.last_day)),
        line(_reach(story)),
        line("Named most: ", "; ".join(story.actors)) if story.actors else None,
        line("Place: ", _place(story)) if story.place else None,
    )
    parts = (
        ("Articles", found.articles, tuple(_article(article) for article in found.articles.items)),
        ("Events", found.events, tuple(who_did_what(event) for event in found.events.items)),
        ("Claims", found.claims, tuple(claim_line(claim) for claim in found.claims.items)),
        ("Numbers over time", found.numbers, tuple(series_line(series) for series in found.numbers.items)),
        ("Silence", found.silences, tuple(silence_line(silence) for silence in found.silences.items)),
    )
    sections = [Section("", tuple(fact for fact in facts if fact))]
    sections += [Section(_title(name, listing.total, len(lines)), lines) for name, listing, lines in parts if lines]
    return Document(" ".join((story.headline or "Story").split()), (story.story_id,), tuple(sections))


def series_line(series: NumberSeries) -> Line:
    """A counted thing, with each value as it was told."""
    return line(Run(series_label(series), "strong"), below=[_told(told) for told in series.told])


def silence_line(silence: SilenceRow) -> Line:
    """Who was reported silent, in which words."""
    return line(
        Run(silence.who or "someone", "strong"),
        " did not answer",
        Run(f" “{' '.join(silence.words.split())}”", "quotation") if silence.words else None,
        note(f" · {silence.published_day or 'no date'}", silence.publisher, silence.to_event_id),
    )


def _title(name: str, total: int, shown: int) -> str:
    return name if shown == total else f"{name} ({shown:,} of {total:,}; all with --limit 0)"


def _story(story: StoryRow) -> Line:
    return line(
        Run(f"{span(story.first_day, story.last_day)}  ", "note"),
        Run(" ".join((story.headline or "without headline").split()), "strong"),
        below=[
            line("; ".join(story.actors), f" · {_place(story)}" if story.place else None),
            line(note(_reach(story), story.story_id)),
        ],
    )


def _reach(story: StoryRow) -> str:
    return " · ".join(
        (
            counted(story.articles, "article"),
            counted(story.publishers, "publisher"),
            counted(story.origins, "independent origin"),
            counted(story.events, "event"),
        )
    )


def _place(story: StoryRow) -> str:
    return ", ".join(dict.fromkeys(part for part in (story.place, story.place_country) if part))


def _article(article: StoryArticle) -> Line:
    copied = f"copies {article.copy_of} ({article.copy_score or 0:.0%})" if article.copy_of else None
    origin = f"origin {article.origin} ({article.origin_from})" if article.origin != article.publisher else None
    return line(
        Run(f"{article.published or 'no date'}  ", "note"),
        Run(article.publisher or "publisher unknown", "strong"),
        " ",
        article_run(article.title, article.article_id, article.url),
        below=[
            line(
                Run(copied, "doubtful") if copied else None,
                note(
                    " · " + origin if copied and origin else origin,
                    f"version {article.version}" if article.version > 1 else None,
                    article.story_reason,
                    article.article_id,
                ),
            )
        ],
    )


def _told(told: NumberTold) -> Line:
    who = told.said_by or told.publisher
    return line(
        Run(f"{told.published_day or 'no date'}  ", "note"),
        Run(bounds(told.low, told.high), "strong"),
        Run(f" “{' '.join(told.words.split())}”", "quotation"),
        note(f" · {who}" if who else "", told.publisher if told.said_by else None, f"{told.article_id}/{told.item}"),
    )
