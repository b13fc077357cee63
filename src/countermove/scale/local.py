"""Many articles through the pipeline on one machine, in order, with memory that doesn't grow."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from countermove.coding.pipeline import Pipeline
from countermove.intake.problem import Problem
from countermove.schema import Article, Reading

_CHUNK_CHARACTERS = 20_000
"""Articles travel to a worker in chunks of about this many characters, so that short ones don't pay for the trip."""
_CHUNKS_AHEAD = 3
"""Chunks waiting per worker: enough to keep it busy, few enough that memory stays flat."""

Result = bytes | Problem
_pipeline: Pipeline | None = None  # one per worker process, set by its initializer


def read_articles(
    items: Iterable[Article | Problem], jobs: int = 1, pipeline: Pipeline | None = None
) -> Iterator[Reading | Problem]:
    """Yield a reading or a problem for each item, in order; problems pass through.

    Args:
        items: articles, and problems met on the way in.
        jobs: worker processes; with 1 everything runs in this process.
        pipeline: used when ``jobs`` is 1; by default the shipped model and lexicon.
    """
    if jobs == 1:
        pipeline = pipeline or Pipeline.load()
        for item in items:
            yield item if isinstance(item, Problem) else _read(pipeline, item)
        return
    for result in _read_in_workers(items, jobs):
        yield result if isinstance(result, Problem) else Reading.from_json(result)


def _read(pipeline: Pipeline, article: Article) -> Reading | Problem:
    """Read one article; what goes wrong inside it must not cost its neighbours."""
    try:
        return pipeline.read(article)
    except (Exception, RecursionError) as error:
        return Problem(article.id, f"could not be read: {type(error).__name__}: {error}; please report this article")


def _start_worker() -> None:
    global _pipeline
    _pipeline = Pipeline.load()


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


def _read_in_workers(items: Iterable[Article | Problem], jobs: int) -> Iterator[Result]:
    """Keep a bounded queue of chunks with the workers and yield their results in the order of the items."""
    executor = _executor(jobs)
    waiting: deque[tuple[list[Article | Problem], Future[list[Result]]]] = deque()
    try:
        for chunk in _chunks(items):
            try:
                waiting.append((chunk, executor.submit(_read_chunk, chunk)))
            except BrokenProcessPool:
                executor = _executor(jobs)
                waiting.append((chunk, executor.submit(_read_chunk, chunk)))
            if len(waiting) >= jobs * _CHUNKS_AHEAD:
                yield from _finish(*waiting.popleft())
        while waiting:
            yield from _finish(*waiting.popleft())
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _executor(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork would copy the threads' locks of the numeric libraries in any state.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_start_worker)


def _finish(chunk: list[Article | Problem], future: Future[list[Result]]) -> list[Result]:
    """The results of a chunk; where a worker died, its articles are read again one by one to find the culprit."""
    try:
        return future.result()
    except BrokenProcessPool:
        return [_alone(item) for item in chunk]


def _alone(item: Article | Problem) -> Result:
    if isinstance(item, Problem):
        return item
    with _executor(1) as executor:
        try:
            return executor.submit(_read_chunk, [item]).result()[0]
        except BrokenProcessPool:
            return Problem(item.id, "could not be read: the worker process died (out of memory?)")
