"""Many articles through the pipeline on one machine, in order, with memory that doesn't grow."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from countermove.coding.pipeline import Pipeline
from countermove.intake.problem import Problem
from countermove.ontology.lexicon import NO_ADDITIONS, Additions, load_lexicon
from countermove.schema import Article, Reading

_CHUNK_CHARACTERS = 20_000
"""Articles travel to a worker in chunks of about this many characters, so that short ones don't pay for the trip."""
_CHUNKS_AHEAD = 3
"""Chunks waiting per worker: enough to keep it busy, few enough that memory stays flat."""

Result = bytes | Problem
_pipeline: Pipeline | None = None  # one per worker process, set by its initializer


def read_articles(
    items: Iterable[Article | Problem],
    jobs: int = 1,
    pipeline: Pipeline | None = None,
    additions: Additions = NO_ADDITIONS,
) -> Iterator[Reading | Problem]:
    """Yield a reading or a problem for each item, in order; problems pass through.

    Args:
        items: articles, and problems met on the way in.
        jobs: worker processes; with 1 everything runs in this process.
        pipeline: used when ``jobs`` is 1; by default the shipped model and lexicon with the additions.
        additions: a user's own frames and actors.

    Raises:
        LexiconError: a mistake in the additions; file and line are named.
    """
    if jobs == 1:
        pipeline = pipeline or Pipeline.load(additions=additions)
        for item in items:
            yield item if isinstance(item, Problem) else _read(pipeline, item)
        return
    if additions != NO_ADDITIONS:
        load_lexicon(additions=additions)  # a mistake is told here, before any worker starts
    for result in _read_in_workers(items, jobs, additions):
        yield result if isinstance(result, Problem) else Reading.from_json(result)


def _read(pipeline: Pipeline, article: Article) -> Reading | Problem:
    """Read one article; what goes wrong inside it must not cost its neighbours."""
    try:
        return pipeline.read(article)
    except (Exception, RecursionError) as error:
        return Problem(article.id, f"could not be read: {type(error).__name__}: {error}; please report this article")


def _start_worker(additions: Additions) -> None:
    global _pipeline
    _pipeline = Pipeline.load(additions=additions)


def _read_chunk(chunk: list[Article | Problem]) -> list[Result]:
    assert _pipeline is not None
    results: list[Result] = []
    for item in chunk:
        result = item if isinstance(item, Problem) else _read(_pipeline, item)
        results.append(result if isinstance(result, Problem) else result.to_json())
    return results


def _chunks(items: Iterable[Article | Problem]) -> Iterator[list[Article | Problem]]:
    chunk: list[Article | Problem] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.text) if isinstance(item, Article) else 100
        if size >= _CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_in_workers(items: Iterable[Article | Problem], jobs: int, additions: Additions) -> Iterator[Result]:
    """Keep a bounded queue of chunks with the workers and yield their results in the order of the items."""
    executor = _executor(jobs, additions)
    waiting: deque[tuple[list[Article | Problem], Future[list[Result]]]] = deque()
    try:
        for chunk in _chunks(items):
            try:
                waiting.append((chunk, executor.submit(_read_chunk, chunk)))
            except BrokenProcessPool:
                executor = _executor(jobs, additions)
                waiting.append((chunk, executor.submit(_read_chunk, chunk)))
            if len(waiting) >= jobs * _CHUNKS_AHEAD:
                yield from _finish(*waiting.popleft(), additions)
        while waiting:
            yield from _finish(*waiting.popleft(), additions)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _executor(jobs: int, additions: Additions) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would copy the threads' locks of the numeric libraries in any state.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(additions,))


def _finish(chunk: list[Article | Problem], future: Future[list[Result]], additions: Additions) -> list[Result]:
    """The results of a chunk; where a worker died, its articles are read again one by one to find the culprit."""
    try:
        return future.result()
    except BrokenProcessPool:
        return [_alone(item, additions) for item in chunk]


def _alone(item: Article | Problem, additions: Additions) -> Result:
    if isinstance(item, Problem):
        return item
    with _executor(1, additions) as executor:
        try:
            return executor.submit(_read_chunk, [item]).result()[0]
        except BrokenProcessPool:
            return Problem(item.id, "could not be read: the worker process died (out of memory?)")
