"""Articles on their way in: read from text, addresses or JSON Lines, and stored."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import msgspec

from countermove.intake.check import check_article
from countermove.intake.decode import without_surrogates
from countermove.intake.given import document_name
from countermove.intake.inputs import read_inputs
from countermove.intake.limits import Limits
from countermove.intake.options import InputOptions
from countermove.intake.problem import Problem
from countermove.record.documents import Documents
from countermove.record.integration import State, Stored
from countermove.record.record import RecordFile
from countermove.schema import Article, Reading
from countermove.server.errors import ApiError
from countermove.server.owner import RecordOwner

if TYPE_CHECKING:
    from countermove.coding.pipeline import Pipeline
    from countermove.scale.worker import ReadingWorker


class GivenArticle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article as it is sent: its text, or the address of its page, which the server fetches."""

    text: str | None = None
    url: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None


class SkippedArticle(msgspec.Struct, frozen=True):
    """An article that was not added, and why."""

    source: str
    reason: str


class StoredArticle(msgspec.Struct, frozen=True):
    """An article that is in the record: the id it came with, its id there, its version, and whether it is new."""

    id: str
    article_id: str
    version: int
    state: State


class AddedAnswer(msgspec.Struct, frozen=True):
    """What became of articles."""

    added: int
    newer_versions: int
    known: int
    skipped: list[SkippedArticle]
    articles: list[StoredArticle]


@dataclass(frozen=True, slots=True)
class _Made:
    article: Article
    reading: Reading


class ArticleReader:
    """Reads articles one at a time, in a thread or process of its own; the model is loaded with the first.

    Args:
        limits: sizes and times of what comes in.
        pipeline: loaded before; None: when it is needed.
        worker: the process that reads instead of this one, so that answers go out meanwhile.
    """

    def __init__(
        self, limits: Limits | None = None, pipeline: Pipeline | None = None, worker: ReadingWorker | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._pipeline, self._loading = pipeline, threading.Lock()
        self._worker = worker
        self._threads = ThreadPoolExecutor(1, "articles")
        self._fetching = ThreadPoolExecutor(4, "fetching")

    def get_ready(self) -> None:
        """Have the process that reads load its model, so that the first article needn't wait for it."""
        if self._worker is not None:
            self._worker.start()

    def pipeline(self) -> Pipeline:
        """The pipeline, loaded if it isn't yet."""
        from countermove.coding.pipeline import Pipeline

        with self._loading:
            if self._pipeline is None:
                self._pipeline = Pipeline.load()
            return self._pipeline

    def read(self, items: Iterable[Article | Problem]) -> Iterator[Reading | Problem]:
        """Read articles; the thread that asks waits for each."""
        from countermove.scale.local import read_articles

        if self._worker is not None:
            return self._worker.read(items)
        return read_articles(items, pipeline=self.pipeline())

    async def article_of(self, given: GivenArticle, number: int = 1) -> Article | Problem:
        """What was sent as an article ready to be read, its page fetched where there is no text.

        Raises:
            ApiError: there is neither text nor address.
        """
        if given.text is None and given.url is None:
            raise ApiError(422, "unprocessable", "give a text, or the address of a page", "text")
        if given.text is None:
            assert given.url is not None
            return await asyncio.get_running_loop().run_in_executor(self._fetching, self._fetched, given)
        return self._checked(given, given.text, number)

    async def reading_of(self, article: Article) -> Reading | Problem:
        """The reading of one article."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: next(self.read([article])))

    async def store(self, owner: RecordOwner, articles: Sequence[Article | Problem], at_once: int) -> AddedAnswer:
        """Read and store articles; those that are known are not read again."""
        outcomes: list[Stored | Problem] = []
        for start in range(0, len(articles), at_once):
            outcomes += await self._store(owner, articles[start : start + at_once])
        return added_answer(outcomes)

    async def _store(self, owner: RecordOwner, batch: Sequence[Article | Problem]) -> list[Stored | Problem]:
        """The reading is done before the record is held, so that nobody waits for it."""
        wanted = [one for one in batch if isinstance(one, Article)]
        known = await owner.read(lambda connection: _known(Documents(connection), wanted))
        made: list[Stored | Problem | _Made] = []
        for one in batch:
            if isinstance(one, Problem):
                made.append(one)
            elif (stored := known.get(id(one))) is not None:
                made.append(stored)
            else:
                reading = await self.reading_of(one)
                made.append(reading if isinstance(reading, Problem) else _Made(one, reading))
        new = [(one.article, one.reading) for one in made if isinstance(one, _Made)]
        if not new:
            return [one for one in made if not isinstance(one, _Made)]

        def store(file: RecordFile) -> list[Stored | Problem]:
            return list(file.store_readings(new))

        stored_now = iter(await owner.write(store))
        return [next(stored_now) if isinstance(one, _Made) else one for one in made]

    def _fetched(self, given: GivenArticle) -> Article | Problem:
        url = given.url or ""
        if not url.lower().startswith(("http://", "https://")) or any(char <= " " for char in url):
            return Problem(url[:200], "is no http(s) address")
        found = next(read_inputs([url], self.limits, given.published, InputOptions(follow=False)))
        if isinstance(found, Problem):
            return found
        fields = ("title", "published", "publisher", "language")
        said = {name: value for name in fields if (value := getattr(given, name)) is not None}
        return check_article(msgspec.structs.replace(found, **said), self.limits)

    def _checked(self, given: GivenArticle, text: str, number: int) -> Article | Problem:
        name = document_name("", given.url, given.publisher, given.id)
        article = Article(
            id=given.id or f"article-{number}",
            text=without_surrogates(text),
            title=given.title,
            published=given.published,
            url=given.url,
            publisher=given.publisher,
            language=given.language,
            document=name,
        )
        return check_article(article, self.limits)

    def close(self) -> None:
        """End; what is being read is finished."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._fetching.shutdown(wait=False, cancel_futures=True)
        if self._worker is not None:
            self._worker.close()


def added_answer(outcomes: Iterable[Stored | Problem]) -> AddedAnswer:
    """What became of articles, counted."""
    articles: list[StoredArticle] = []
    skipped: list[SkippedArticle] = []
    for one in outcomes:
        if isinstance(one, Problem):
            skipped.append(SkippedArticle(one.source, one.reason))
            continue
        articles.append(StoredArticle(one.name, one.article_id, one.version, one.state))
    counts = {state: sum(one.state == state for one in articles) for state in get_args(State)}
    return AddedAnswer(**counts, skipped=skipped, articles=articles)


def _known(documents: Documents, articles: Sequence[Article]) -> dict[int, Stored]:
    documents.prefetch(articles)
    found = ((article, documents.known(article)) for article in articles)
    return {
        id(article): Stored(article.id, version.article_id, True, version.version)
        for article, version in found
        if version is not None
    }
