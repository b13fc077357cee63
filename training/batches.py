"""Batches of windows: padded to a few fixed lengths, so that the allocator and the dropout pool are reused."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.windows import EVENT_HEADS, IGNORE, TAG_HEADS, Window

BUCKETS = (12, 20, 28, 36, 44, 52, 64, 80, 96, 112, 128, 144, 162, 200, 256, 320, 402)


@dataclass(slots=True)
class Batch:
    """Tensors of a batch of windows; ``trigger_rows`` and ``trigger_columns`` say where the rows of ``roles`` stand."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    sentence_ids: Tensor
    tags: Tensor
    heads: Tensor
    deprels: Tensor
    ends: Tensor
    events: Tensor
    trigger_rows: Tensor
    trigger_columns: Tensor
    roles: Tensor
    names_weight: Tensor


def bucket_of(length: int) -> int:
    """Return the padded length for a window of this many subwords."""
    return next(size for size in BUCKETS if size >= length)


def group_windows(windows: list[Window], subwords: int, random_source: random.Random) -> list[list[Window]]:
    """Group windows of like length into batches of about `subwords` padded subwords, in random order."""
    buckets: dict[int, list[Window]] = defaultdict(list)
    for window in windows:
        buckets[bucket_of(len(window.ids))].append(window)
    groups: list[list[Window]] = []
    for size, members in sorted(buckets.items()):
        random_source.shuffle(members)
        count = max(1, round(subwords / size))
        groups += [members[i : i + count] for i in range(0, len(members), count)]
    random_source.shuffle(groups)
    return groups


def make_batch(windows: list[Window]) -> Batch:
    """Pad windows into tensors."""
    rows, length = len(windows), bucket_of(max(len(window.ids) for window in windows))
    columns = max(len(window.first) for window in windows)
    ids, shapes = np.zeros((rows, length), np.int64), np.zeros((rows, length), np.int64)
    first = np.zeros((rows, columns), np.int64)
    sentence_ids = np.full((rows, columns), -1, np.int64)
    tags = np.full((rows, columns, len(TAG_HEADS)), IGNORE, np.int64)
    heads, deprels = np.full((rows, columns), IGNORE, np.int64), np.full((rows, columns), IGNORE, np.int64)
    ends = np.full((rows, columns), IGNORE, np.int64)
    events = np.full((rows, columns, len(EVENT_HEADS)), IGNORE, np.int64)
    trigger_rows = np.repeat(np.arange(rows), [len(window.triggers) for window in windows])
    trigger_columns = np.concatenate([window.triggers for window in windows])
    roles = np.full((len(trigger_columns), columns), IGNORE, np.int64)
    at = 0
    for row, window in enumerate(windows):
        size, count = len(window.ids), len(window.first)
        ids[row, :size], shapes[row, :size] = window.ids, window.shapes
        first[row, :count], sentence_ids[row, :count] = window.first, window.sentence_ids
        tags[row, :count], heads[row, :count] = window.tags, window.heads
        deprels[row, :count], ends[row, :count] = window.deprels, window.ends
        events[row, :count] = window.events
        roles[at : at + len(window.triggers), :count] = window.roles
        at += len(window.triggers)
    weights = torch.tensor([window.names_weight for window in windows])
    arrays = (
        ids,
        shapes,
        first,
        sentence_ids,
        tags,
        heads,
        deprels,
        ends,
        events,
        trigger_rows,
        trigger_columns,
        roles,
    )
    return Batch(*(torch.from_numpy(array) for array in arrays), weights)
