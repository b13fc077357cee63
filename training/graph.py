"""The network as the runtime wants it: sentence ends, arcs masked to sentences and relations in one forward pass."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.network import MASKED, Network

FORCED_END = 1
MODEL_DECIDES = 0


class ByteEmbedding(nn.Module):
    """Embedding kept as one byte a number with one half-precision scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).clamp(-127, 127).to(torch.int8))
        self.register_buffer("scale", scale.half())

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].to(torch.float32) * self.scale[ids].to(torch.float32)


class ReaderGraph(nn.Module):
    """Inputs ids, shapes, first, boundary; outputs as in docs: tags, name_scores, ends, arcs, heads, deprels,
    the two sides of the relation classifier, the log probabilities of the event heads and the two sides of the
    argument classifier.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, boundary: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        top, mixed = network.encode(ids, shapes)
        scores = network.score(top, mixed, first)
        names = scores.names.log_softmax(-1)
        tags = torch.stack([part.argmax(-1) for part in (*scores.tags, names)], -1).to(torch.int32)
        arcs = self._masked_arcs(scores.arcs, scores.ends, first, boundary)
        heads = arcs.argmax(-1)
        index = heads[:, :, None].expand(-1, -1, network.sizes.relation)
        chosen = torch.gather(scores.relation_head, 1, index)
        projected = network.project_dependent(scores.relation_dependent)
        # A one after the head's vector stands for the bias, which saves copying the large tensor without its bias.
        with_one = torch.cat([chosen, torch.ones_like(chosen[..., :1])], -1)
        parts = projected.reshape(ids.shape[0], -1, network.sizes.deprel, network.sizes.relation + 1)
        relations = torch.matmul(parts, with_one[..., None])[..., 0]
        deprels = relations.argmax(-1).to(torch.int32)
        events = torch.cat([part.log_softmax(-1) for part in scores.events], -1)
        triggers = network.project_trigger(scores.argument_trigger)
        return (
            tags, names, scores.ends, arcs, heads.to(torch.int32), deprels, projected, scores.relation_head,
            events, triggers, scores.argument_word,
        )  # fmt: skip

    def _masked_arcs(self, arcs: Tensor, ends: Tensor, first: Tensor, boundary: Tensor) -> Tensor:
        is_end = (boundary == FORCED_END) | ((boundary == MODEL_DECIDES) & (ends > 0))
        counts = is_end.to(torch.int64)
        sentence = counts.cumsum(1) - counts
        columns = torch.arange(first.shape[1])
        is_word = first > 0
        same = (sentence[:, :, None] == sentence[:, None, :]) & is_word[:, :, None] & is_word[:, None, :]
        allowed = (same & (columns[:, None] != columns[None, :])) | (columns == 0)[None, None, :]
        return torch.where(allowed, arcs, torch.full_like(arcs, MASKED))
