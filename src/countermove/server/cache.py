"""Answers that were worked out before, as long as the record is what it was, or nearly.

While articles come in, an answer that has been out of date for at most ``stale_seconds`` is given where a newer one
isn't ready within ``patience_seconds``, and the newer one is worked out behind it (RFC 5861, stale-while-revalidate);
the same answer is never worked out twice at the same time. What people decide shows at once. An answer that was made of
other answers, one of them older, is itself behind, and is made anew as soon as that takes a small share of the time.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from countermove.server.owner import RecordOwner
from countermove.server.settings import ServerSettings

Value = TypeVar("Value")


@dataclass(slots=True)
class _Making:
    """An answer that is being made; ``behind``: something that it was made of is older than the record."""

    behind: bool = False


_MAKING: ContextVar[_Making | None] = ContextVar("making", default=None)


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    changes: int
    decided: int
    made_at: float
    cost: float
    size: int
    behind: bool


class AnswerCache:
    """The latest answers.

    Args:
        owner: tells how often the record has changed.
        settings: how many answers are kept, how long out of date one may be while a newer one is worked out.
    """

    def __init__(self, owner: RecordOwner, settings: ServerSettings) -> None:
        self._owner = owner
        self._most, self._most_bytes = settings.cached_answers, settings.cached_bytes
        self._stale, self._patience = settings.stale_seconds, settings.patience_seconds
        self._share = settings.refresh_share
        self._turn = asyncio.Semaphore(1)
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}

    async def get(
        self,
        key: Hashable,
        make: Callable[[], Awaitable[Value]],
        *,
        fresh: bool = False,
        size: Callable[[Value], int] = lambda value: 10_000,
    ) -> Value:
        """The answer of this name, kept or made now.

        Args:
            key: all that the answer depends on beside the record.
            make: works it out.
            fresh: never give one made before the last change of the record.
            size: its bytes.
        """
        kept = self._kept.get(key)
        if kept is not None and kept.decided == self._owner.decided:
            # An answer that takes long is made anew so seldom that this takes a small share of the time.
            age, pause = time.monotonic() - kept.made_at, kept.cost / self._share
            soon, current = age < pause and not fresh, kept.changes == self._owner.changes
            if current and (soon or not kept.behind):
                self._kept.move_to_end(key)
                return self._given(kept)  # type: ignore[no-any-return]
            quick = kept.cost < self._patience
            if soon and (kept.behind or not quick):
                return self._given(kept)  # type: ignore[no-any-return]
            if not fresh and self._owner.behind(kept.changes) <= max(self._stale, 2 * pause):
                newer = self._start(key, make if quick else self._one_by_one(make), size)
                if quick:
                    await asyncio.wait([newer], timeout=self._patience)
                found: Value = newer.result() if newer.done() else self._given(kept)
                return found
        # A fresh answer may not be one whose making began before the last change.
        return await asyncio.shield(self._start(key, make, size, self._owner.changes if fresh else None))

    def _given(self, kept: _Kept) -> Any:
        """The value of a kept answer; what is being made of it is behind where it is."""
        making = _MAKING.get()
        if making is not None and (kept.behind or kept.changes != self._owner.changes):
            making.behind = True
        return kept.value

    def _start(
        self,
        key: Hashable,
        make: Callable[[], Awaitable[Any]],
        size: Callable[[Any], int],
        changes: int | None = None,
    ) -> asyncio.Task[Any]:
        """Work an answer out, unless somebody does already."""
        marked = (key, self._owner.decided, changes)
        task = self._under_way.get(marked)
        if task is None:
            task = asyncio.ensure_future(self._make(key, make, size))
            self._under_way[marked] = task
            task.add_done_callback(lambda done: self._ended(marked, done))
        return task

    def _ended(self, marked: Hashable, task: asyncio.Task[Any]) -> None:
        del self._under_way[marked]
        if not task.cancelled():
            task.exception()  # whoever waits gets it; where nobody does, it isn't lost: the next one asks again

    def _one_by_one(self, make: Callable[[], Awaitable[Value]]) -> Callable[[], Awaitable[Value]]:
        """What takes long is made anew one after the other, so that those who wait for something come first."""

        async def in_turn() -> Value:
            async with self._turn:
                return await make()

        return in_turn

    @staticmethod
    def _cost(began: float) -> float:
        return time.monotonic() - began

    async def _make(self, key: Hashable, make: Callable[[], Awaitable[Any]], size: Callable[[Any], int]) -> Any:
        changes, decided, began = self._owner.changes, self._owner.decided, time.monotonic()
        making = _Making()
        _MAKING.set(making)  # of this task alone
        value = await make()
        self._keep(key, _Kept(value, changes, decided, began, self._cost(began), size(value), making.behind))
        return value

    def _keep(self, key: Hashable, kept: _Kept) -> None:
        if kept.size > self._most_bytes // 4:
            return
        before = self._kept.pop(key, None)
        self._bytes += kept.size - (before.size if before else 0)
        self._kept[key] = kept
        while len(self._kept) > self._most or self._bytes > self._most_bytes:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.size
