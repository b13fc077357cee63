"""Our composed stories (``corpus/stories/*.yaml``): several outlets tell one happening, beside look-alikes of it.

One file a topic; every mention of an event is marked in the text, ``[[words|label]]``, with a label that says which
event of the story it is (``other-story/label`` for an event of another story of the topic). The check:

    python -m corpus.stories --check [FOLDER]     # exit status 1 on a mistake, each named by file and line
"""

from __future__ import annotations

import argparse
import re
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from countermove.ontology.errors import LexiconError
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import Span

STORIES = Path(__file__).resolve().parent / "stories"
Split = Literal["train", "dev"]
_MARKED = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)\]\]")
_LABEL = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)?")
_ARTICLE_KEYS = {"publisher", "published", "origin", "title", "text"}
_FEWEST_WORDS, _MOST_WORDS, _MOST_WORDS_IN_MENTION = 40, 260, 6
_DEV_SHARE = 4


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that tell an event; ``event`` is the same for all mentions of one event, in whichever article."""

    span: Span
    event: str


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """One article; ``origin`` is ``own``, or whom it was copied from. ``id`` is topic, story and number."""

    id: str
    topic: str
    story: str
    publisher: str
    published: str
    origin: str
    title: str
    text: str
    mentions: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One file: look-alike stories, each with its articles."""

    id: str
    name: str
    articles: tuple[StoryArticle, ...]

    @property
    def split(self) -> Split:
        """The part it belongs to, by the checksum of its name: all stories of a topic are in one part."""
        return "dev" if zlib.crc32(self.id.encode()) % _DEV_SHARE == 0 else "train"


def load_topics(split: Split | None = None, folder: Path = STORIES) -> list[Topic]:
    """All topics of a part, by file name.

    Raises:
        LexiconError: a mistake in a file; file and line are named.
    """
    topics = [load_topic(path) for path in sorted(folder.glob("*.yaml"))]
    return [topic for topic in topics if split in (None, topic.split)]


def load_topic(path: Path) -> Topic:
    """One topic.

    Raises:
        LexiconError: see :func:`load_topics`.
    """
    data = load_yaml(path)
    if not isinstance(data, LineDict) or set(data) != {"topic", "stories"}:
        raise LexiconError(path, 1, "must give topic and stories, no more")
    stories = data["stories"]
    if not isinstance(stories, list) or len(stories) < 2:
        raise LexiconError(path, data.line, "needs two stories that look alike")
    articles: list[StoryArticle] = []
    names = [story.get("id") for story in stories if isinstance(story, LineDict)]
    for story in stories:
        if not isinstance(story, LineDict) or set(story) != {"id", "articles"} or not story["articles"]:
            raise LexiconError(path, getattr(story, "line", data.line), "a story must give id and articles, no more")
        if names.count(story["id"]) > 1:
            raise LexiconError(path, story.line, f"two stories are called {story['id']!r}")
        for number, article in enumerate(story["articles"], 1):
            articles.append(_article(path, article, story, f"{path.stem}/{story['id']}/{number}", names))
    return Topic(path.stem, str(data["topic"]), tuple(articles))


def _article(path: Path, data: Any, story: LineDict, identifier: str, stories: list[Any]) -> StoryArticle:
    if not isinstance(data, LineDict) or set(data) != _ARTICLE_KEYS:
        line = getattr(data, "line", story.line)
        raise LexiconError(path, line, f"an article must give {', '.join(sorted(_ARTICLE_KEYS))}, no more")
    for key in _ARTICLE_KEYS:
        if not isinstance(data[key], str) or not data[key].strip():
            raise LexiconError(path, data.line, f"{key} must be words, not {data[key]!r}")
    try:
        date.fromisoformat(data["published"][:10])
    except ValueError as error:
        raise LexiconError(path, data.line, f"published: {error}") from error
    if "[[" in data["title"]:
        raise LexiconError(path, data.line, "events are not marked in the title")
    text, mentions = _unmarked(path, data, story["id"], stories)
    return StoryArticle(
        identifier, path.stem, f"{path.stem}/{story['id']}", data["publisher"], data["published"], data["origin"],
        data["title"], text, mentions,
    )  # fmt: skip


def _unmarked(path: Path, data: LineDict, story: str, stories: list[Any]) -> tuple[str, tuple[EventMention, ...]]:
    """The text without marks, and what was marked."""
    text, mentions, at = "", [], 0
    marked = data["text"].rstrip("\n")
    for match in _MARKED.finditer(marked):
        words, label = match.groups()
        if not _LABEL.fullmatch(label) or words != words.strip():
            raise LexiconError(
                path, _line(path, match[0], data), f"{match[0]}: words|label, lower-case words-with-hyphens"
            )
        if "/" in label and label.split("/")[0] not in stories:
            raise LexiconError(
                path, _line(path, match[0], data), f"{match[0]}: no story is called {label.split('/')[0]}"
            )
        if len(words.split()) > _MOST_WORDS_IN_MENTION:
            raise LexiconError(path, _line(path, match[0], data), f"{match[0]}: too many words for a mention")
        text += marked[at : match.start()]
        event = f"{path.stem}/{label if '/' in label else f'{story}/{label}'}"
        mentions.append(EventMention((len(text), len(text) + len(words)), event))
        text += words
        at = match.end()
    text += marked[at:]
    for bracket in ("[[", "]]"):
        if bracket in text:
            near = text[max(0, text.index(bracket) - 20) : text.index(bracket) + 30].replace("\n", " ")
            raise LexiconError(path, _line(path, near[-20:], data), f"brackets that don't match near: {near}")
    if not mentions:
        raise LexiconError(path, data.line, "no event is marked")
    words_count = len(text.split())
    if not _FEWEST_WORDS <= words_count <= _MOST_WORDS:
        raise LexiconError(path, data.line, f"{words_count} words; should be {_FEWEST_WORDS} to {_MOST_WORDS}")
    return text, tuple(mentions)


def _line(path: Path, words: str, article: LineDict) -> int:
    """The line of a file where words stand, at or after the article's first; the article's where they aren't found."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if number >= article.line and words in line:
            return number
    return article.line


def check(folder: Path = STORIES) -> tuple[list[Topic], list[str]]:
    """All topics that are right, and a line for each mistake."""
    topics, problems = [], []
    for path in sorted(folder.glob("*.yaml")):
        try:
            topics.append(load_topic(path))
        except LexiconError as error:
            problems.append(str(error))
    return topics, problems


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=STORIES)
    parser.add_argument("--check", action="store_true", help="say only what is wrong and the counts (the default)")
    arguments = parser.parse_args()
    topics, problems = check(arguments.folder)
    articles = [article for topic in topics for article in topic.articles]
    sizes = Counter(mention.event for article in articles for mention in article.mentions)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(
        f"{len(topics)} topics ({sum(topic.split == 'dev' for topic in topics)} held out), "
        f"{len({article.story for article in articles})} stories, {len(articles)} articles "
        f"({sum(article.origin != 'own' for article in articles)} copied), {sum(sizes.values())} mentions "
        f"of {len(sizes)} events, {sum(size > 1 for size in sizes.values())} of them told more than once; "
        f"{len(problems)} mistakes"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
