"""Answers that were worked out before, as long as the record is what it was, or nearly.

While articles come in, an answer that is at most ``stale_seconds`` old is given where a newer one isn't ready within
``patience_seconds``, and the newer one is worked out behind it (RFC 5861, stale-while-revalidate); the same answer is
never worked out twice at the same time. What people decide shows at once.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from countermove.server.owner import RecordOwner
from countermove.server.settings import ServerSettings

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    state: str
    decided: int
    made_at: float
    cost: float
    size: int


class AnswerCache:
    """The latest answers.

    Args:
        owner: tells the state of the record.
        settings: how many answers are kept, how old one may be while a newer one is worked out.
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
            if kept.state == self._owner.state:
                self._kept.move_to_end(key)
                return kept.value  # type: ignore[no-any-return]
            # An answer that takes long is made anew so seldom that this takes a small share of the time.
            age, pause = time.monotonic() - kept.made_at, kept.cost / self._share
            quick = kept.cost < self._patience
            if not fresh and not quick and age < pause:
                return kept.value  # type: ignore[no-any-return]
            if not fresh and age <= max(self._stale, 2 * pause):
                newer = self._start(key, make if quick else self._one_by_one(make), size)
                if quick:
                    await asyncio.wait([newer], timeout=self._patience)
                return newer.result() if newer.done() else kept.value  # type: ignore[no-any-return]
        # A fresh answer may not be one whose making began before the last change.
        return await asyncio.shield(self._start(key, make, size, self._owner.state if fresh else None))

    def _start(
        self,
        key: Hashable,
        make: Callable[[], Awaitable[Any]],
        size: Callable[[Any], int],
        state: str | None = None,
    ) -> asyncio.Task[Any]:
        """Work an answer out, unless somebody does already."""
        marked = (key, self._owner.decided, state)
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
        state, decided, began = self._owner.state, self._owner.decided, time.monotonic()
        value = await make()
        self._keep(key, _Kept(value, state, decided, began, self._cost(began), size(value)))
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
