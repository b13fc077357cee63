"""The training loss: a weighted sum over heads, each over the words that have a label."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.network import MASKED, Network
from training.windows import EVENT_HEADS, TAG_HEADS

WEIGHTS = {"arc": 1.0, "deprel": 1.0, "upos": 0.6, "xpos": 0.4, "feats": 0.3, "lemma": 0.5, "names": 0.8, "ends": 0.5,
           "event": 2.0, "mode": 0.5, "factuality": 0.3, "tense": 0.3, "role": 2.0}  # fmt: skip

HALF_PRECISION = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
"""Whether the processor multiplies bfloat16 itself; where it is emulated, a step takes twenty times as long."""


@dataclass(slots=True)
class Losses:
    """The weighted sum, and the loss of every head on its own."""

    total: Tensor
    parts: dict[str, float]


def arcs_allowed(sentence_ids: Tensor) -> Tensor:
    """Return [B, W, W]: whether a word's head may be in that column: in its sentence, not itself, or the root."""
    allowed = sentence_ids[:, :, None] == sentence_ids[:, None, :]
    diagonal = torch.eye(sentence_ids.shape[1], dtype=torch.bool)
    allowed = allowed & ~diagonal
    allowed[:, :, 0] = True
    return allowed


def cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """The mean over the words that have a label; zero where none has."""
    known = labels >= 0
    if not known.any():
        return scores.sum() * 0.0
    return functional.cross_entropy(scores[known].float(), labels[known])


def _names_loss(scores: Tensor, labels: Tensor, weights: Tensor) -> Tensor:
    known = labels >= 0
    if not known.any():
        return scores.sum() * 0.0
    each = functional.cross_entropy(scores[known].float(), labels[known], reduction="none")
    return (each * weights[:, None].expand_as(labels)[known]).mean()


def compute_losses(network: Network, batch: Batch) -> Losses:
    """Run the network on a batch and return its losses; arcs and relations use the gold sentences and heads."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF_PRECISION):
        top, mixed = network.encode(batch.ids, batch.shapes)
        scores = network.score(top, mixed, batch.first)
        with_tree = (batch.heads >= 0).any(1)
        related = batch.deprels >= 0
        head_index = batch.heads.clamp(min=0)[:, :, None].expand(-1, -1, scores.relation_head.shape[2])
        heads = torch.gather(scores.relation_head, 1, head_index)[related]
        projected = network.project_dependent(scores.relation_dependent[related])
        relations = network.relation_scores(projected, heads)
        triggers = network.project_trigger(scores.argument_trigger[batch.trigger_rows, batch.trigger_columns])
        roles = network.role_scores(triggers, scores.argument_word[batch.trigger_rows])
    arcs = scores.arcs[with_tree].float().masked_fill(~arcs_allowed(batch.sentence_ids[with_tree]), MASKED)
    parts: dict[str, Tensor] = {
        "arc": cross_entropy(arcs, batch.heads[with_tree]),
        "deprel": cross_entropy(relations, batch.deprels[related]),
    }
    for column, head in enumerate(TAG_HEADS[:-1]):
        parts[head] = cross_entropy(scores.tags[column], batch.tags[:, :, column])
    parts["names"] = _names_loss(scores.names, batch.tags[:, :, -1], batch.names_weight)
    for column, head in enumerate(EVENT_HEADS):
        parts[head] = cross_entropy(scores.events[column], batch.events[:, :, column])
    parts["role"] = cross_entropy(roles, batch.roles)
    undecided = batch.ends >= 0
    logits = scores.ends[undecided].float()
    if undecided.any():
        parts["ends"] = functional.binary_cross_entropy_with_logits(logits, batch.ends[undecided].float())
    else:
        parts["ends"] = scores.ends.sum() * 0.0
    total = torch.stack([WEIGHTS[head] * loss for head, loss in parts.items()]).sum()
    return Losses(total, {head: float(loss.detach()) for head, loss in parts.items()})
