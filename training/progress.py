"""A quick look at a development set while training: greedy heads, gold sentences, no tree decoding."""

from __future__ import annotations

from collections import Counter

import torch

from training.batches import Batch, make_batch
from training.documents import Document
from training.losses import arcs_allowed
from training.network import MASKED, Network
from training.windows import EVENT_HEADS, TAG_HEADS, Encoder, Window, pack_windows

TARGET = 128
ROWS = 16


def runtime_windows(encoder: Encoder, documents: list[Document]) -> list[Window]:
    """The documents cut as at runtime, the shortest windows first."""
    windows: list[Window] = []
    for document in documents:
        encoded = [encoder.sentence(sentence) for sentence in document.sentences]
        for chosen in pack_windows([len(part.ids) for part in encoded], TARGET):
            sentences = [document.sentences[i] for i in chosen]
            windows.append(encoder.window([encoded[i] for i in chosen], sentences, 1.0, newlines=True))
    windows.sort(key=lambda window: len(window.ids))
    return windows


def development_figures(network: Network, encoder: Encoder, documents: list[Document]) -> dict[str, float]:
    """Return percentages right of every head, of attachments, and the F1 of sentence ends within paragraphs."""
    windows = runtime_windows(encoder, documents)
    counts: Counter[str] = Counter()
    network.eval()
    with torch.no_grad():
        for start in range(0, len(windows), ROWS):
            _count(network, make_batch(windows[start : start + ROWS]), counts)
    figures = {key: 100 * counts[key] / counts["words"] for key in ("upos", "xpos", "feats", "lemma", "uas", "las")}
    figures["ends_f1"] = 200 * counts["ends right"] / max(1, counts["ends gold"] + counts["ends found"])
    return figures


def _count(network: Network, batch: Batch, counts: Counter[str]) -> None:
    top, mixed = network.encode(batch.ids, batch.shapes)
    scores = network.score(top, mixed, batch.first)
    known = batch.heads >= 0
    counts["words"] += int(known.sum())
    for column, head in enumerate(TAG_HEADS[:-1]):
        counts[head] += int(((scores.tags[column].argmax(-1) == batch.tags[:, :, column]) & known).sum())
    arcs = scores.arcs.masked_fill(~arcs_allowed(batch.sentence_ids), MASKED)
    heads = arcs.argmax(-1)
    chosen = heads[:, :, None].expand(-1, -1, scores.relation_head.shape[2])
    projected = network.project_dependent(scores.relation_dependent)
    relations = network.relation_scores(projected, torch.gather(scores.relation_head, 1, chosen)).argmax(-1)
    attached = (heads == batch.heads) & known
    counts["uas"] += int(attached.sum())
    counts["las"] += int((attached & (relations == batch.deprels)).sum())
    ends, found = batch.ends, scores.ends > 0
    counts["ends right"] += int((found & (ends == 1)).sum())
    counts["ends gold"] += int((ends == 1).sum())
    counts["ends found"] += int((found & (ends >= 0)).sum())


def event_figures(network: Network, encoder: Encoder, documents: list[Document]) -> dict[str, float]:
    """Return percentages: F1 of triggers, typed triggers and roles; modes, factuality, tense right of triggers."""
    windows = runtime_windows(encoder, documents)
    counts: Counter[str] = Counter()
    network.eval()
    with torch.no_grad():
        for start in range(0, len(windows), ROWS):
            _count_events(network, make_batch(windows[start : start + ROWS]), counts)
    figures = {
        name: 200 * counts[f"{name} right"] / max(1, counts[f"{name} gold"] + counts[f"{name} found"])
        for name in ("trigger", "typed", "role")
    }
    return figures | {head: 100 * counts[head] / max(1, counts["trigger gold"]) for head in EVENT_HEADS[1:]}


def _count_events(network: Network, batch: Batch, counts: Counter[str]) -> None:
    top, mixed = network.encode(batch.ids, batch.shapes)
    scores = network.score(top, mixed, batch.first)
    gold, found = batch.events[:, :, 0], scores.events[0].argmax(-1)
    known = gold >= 0
    for name, right in (("trigger", (gold > 0) & (found > 0)), ("typed", (gold > 0) & (found == gold))):
        counts[f"{name} gold"] += int((gold > 0).sum())
        counts[f"{name} found"] += int(((found > 0) & known).sum())
        counts[f"{name} right"] += int(right.sum())
    for column, head in enumerate(EVENT_HEADS[1:], 1):
        labels = batch.events[:, :, column]
        counts[head] += int(((scores.events[column].argmax(-1) == labels) & (labels >= 0)).sum())
    if len(batch.roles):
        triggers = network.project_trigger(scores.argument_trigger[batch.trigger_rows, batch.trigger_columns])
        roles = network.role_scores(triggers, scores.argument_word[batch.trigger_rows]).argmax(-1)
        counts["role gold"] += int((batch.roles > 0).sum())
        counts["role found"] += int(((roles > 0) & (batch.roles >= 0)).sum())
        counts["role right"] += int(((roles == batch.roles) & (batch.roles > 0)).sum())
