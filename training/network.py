"""The network: a MiniLM encoder with word shapes, tagging heads, sentence ends and biaffine arcs."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from countermove.reader.shapes import SHAPE_COUNT

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512
EPSILON = 1e-12
MASKED = -1e4
MIXED_LAYERS = 3
NAMES_HIDDEN = 256
EVENTS_HIDDEN = 256
SCALE = 4.0


class PooledDropout(nn.Module):
    """Dropout that reads its mask at a random place of one large pool: drawing fresh masks costs more than a layer."""

    pools: ClassVar[dict[tuple[float, torch.dtype], Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.rate == 0:
            return x
        key = (self.rate, x.dtype)
        if key not in self.pools:
            kept = (torch.rand(1 << 23) >= self.rate).float() / (1 - self.rate)
            self.pools[key] = kept.to(x.dtype)
        pool = self.pools[key]
        start = int(torch.randint(0, pool.numel() - x.numel(), (1,)))
        return x * pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = PooledDropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = x.shape
        per_head = width // HEADS
        split = self.qkv(x).split(width, -1)
        query, key, value = (part.view(batch, length, HEADS, per_head).transpose(1, 2) for part in split)
        attention = torch.matmul(query, key.transpose(-1, -2)) * per_head**-0.5 + mask
        mixed = torch.matmul(attention.softmax(-1), value).transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of labels of the heads, and the widths of the biaffine classifiers."""

    upos: int
    xpos: int
    feats: int
    lemma: int
    names: int
    deprel: int
    event: int
    mode: int
    factuality: int
    tense: int
    role: int
    arc: int = 256
    relation: int = 128
    argument: int = 96

    @property
    def tagging(self) -> tuple[int, int, int, int]:
        """Sizes of the four heads that share one linear layer."""
        return (self.upos, self.xpos, self.feats, self.lemma)

    @property
    def events(self) -> tuple[int, int, int, int]:
        """Sizes of the four heads that say what a word reports."""
        return (self.event, self.mode, self.factuality, self.tense)


def fields_of_heads() -> list[dataclasses.Field[int]]:
    """The fields of :class:`Sizes` that count labels (the others are widths)."""
    return [field for field in dataclasses.fields(Sizes) if field.default is dataclasses.MISSING]


@dataclass(slots=True)
class Scores:
    """What the heads say about every word column of a batch (column 0 is CLS)."""

    tags: tuple[Tensor, ...]
    names: Tensor
    ends: Tensor
    arcs: Tensor
    relation_dependent: Tensor
    relation_head: Tensor
    events: tuple[Tensor, ...]
    argument_trigger: Tensor
    argument_word: Tensor


class Network(nn.Module):
    """Encoder and heads; further heads are further linear layers on the same word vectors."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.word: nn.Module = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.shape = nn.Embedding(SHAPE_COUNT, WIDTH)
        nn.init.zeros_(self.shape.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([-2.0] * (MIXED_LAYERS - 1) + [1.0]))
        self.tag = nn.Linear(WIDTH, sum(sizes.tagging))
        self.names_hidden = nn.Linear(WIDTH, NAMES_HIDDEN)
        self.names = nn.Linear(NAMES_HIDDEN, sizes.names)
        self.ends = nn.Linear(WIDTH, 1)
        self.project = nn.Linear(WIDTH, 2 * sizes.arc + 2 * sizes.relation)
        self.arc = nn.Parameter(torch.randn(sizes.arc + 1, sizes.arc) * 0.02)
        self.relation = nn.Parameter(torch.randn(sizes.relation + 1, sizes.deprel * (sizes.relation + 1)) * 0.02)
        self.events_hidden = nn.Linear(WIDTH, EVENTS_HIDDEN)
        self.events = nn.Linear(EVENTS_HIDDEN, sum(sizes.events))
        self.argument_project = nn.Linear(WIDTH, 2 * sizes.argument)
        self.argument = nn.Parameter(torch.randn(sizes.argument + 1, sizes.role * (sizes.argument + 1)) * 0.02)
        self.input_dropout = PooledDropout(0.1)
        self.head_dropout = PooledDropout(0.2)
        self.biaffine_dropout = PooledDropout(0.33)

    def load_pretrained(self, path: Path) -> None:
        """Fill the encoder from a MiniLM safetensors file."""
        weights = load_file(str(path))
        with torch.no_grad():
            assert isinstance(self.word, nn.Embedding)
            self.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
            token_type = weights["embeddings.token_type_embeddings.weight"][0]
            self.position.weight.copy_(weights["embeddings.position_embeddings.weight"] + token_type)
            for name in ("weight", "bias"):
                getattr(self.norm, name).copy_(weights[f"embeddings.LayerNorm.{name}"])
                for number, layer in enumerate(self.layers):
                    prefix = f"encoder.layer.{number}."
                    parts = [weights[f"{prefix}attention.self.{part}.{name}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, name).copy_(torch.cat(parts))
                    getattr(layer.out, name).copy_(weights[f"{prefix}attention.output.dense.{name}"])
                    getattr(layer.norm1, name).copy_(weights[f"{prefix}attention.output.LayerNorm.{name}"])
                    getattr(layer.inner, name).copy_(weights[f"{prefix}intermediate.dense.{name}"])
                    getattr(layer.outer, name).copy_(weights[f"{prefix}output.dense.{name}"])
                    getattr(layer.norm2, name).copy_(weights[f"{prefix}output.LayerNorm.{name}"])

    def encode(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """Return (top layer, learnt mix of the last layers) for every subword."""
        mask = ((ids == 0).to(torch.float32) * MASKED)[:, None, None, :]
        x = self.word(ids) + self.position.weight[: ids.shape[1]][None] + self.shape(shapes)
        x = self.input_dropout(self.norm(x))
        kept: list[Tensor] = []
        for layer in self.layers:
            x = layer(x, mask.to(x.dtype))
            kept.append(x)
        weights = self.mix.softmax(0)
        mixed = sum(weights[i] * layer_out for i, layer_out in enumerate(kept[-MIXED_LAYERS:]))
        assert isinstance(mixed, Tensor)
        return x, mixed

    def score(self, top: Tensor, mixed: Tensor, first: Tensor) -> Scores:
        """Score the words whose first subwords are at `first`; arcs are not masked."""
        index = first[:, :, None].expand(-1, -1, top.shape[2])
        words = self.head_dropout(torch.gather(top, 1, index))
        tagging = self.head_dropout(torch.gather(mixed, 1, index))
        hidden = functional.gelu(self.names_hidden(tagging))
        projected = self.biaffine_dropout(functional.leaky_relu(self.project(words), 0.1))
        arc, relation = self.sizes.arc, self.sizes.relation
        arc_dependent, arc_head, rel_dependent, rel_head = projected.split([arc, arc, relation, relation], -1)
        reported = functional.gelu(self.events_hidden(tagging))
        arguments = self.head_dropout(functional.leaky_relu(self.argument_project(words), 0.1))
        argument_trigger, argument_word = arguments.split([self.sizes.argument] * 2, -1)
        arcs = torch.matmul(torch.matmul(arc_dependent, self.arc[:-1]) + self.arc[-1], arc_head.transpose(1, 2))
        return Scores(
            tags=self.tag(tagging).split(list(self.sizes.tagging), -1),
            names=self.names(self.head_dropout(hidden)),
            ends=self.ends(tagging)[..., 0],
            arcs=arcs * (SCALE * arc**-0.5),
            relation_dependent=rel_dependent,
            relation_head=rel_head,
            events=self.events(self.head_dropout(reported)).split(list(self.sizes.events), -1),
            argument_trigger=argument_trigger,
            argument_word=argument_word,
        )

    def project_trigger(self, trigger: Tensor) -> Tensor:
        """Return [..., roles * (width + 1)]: the trigger's side, ready for a dot product with an argument."""
        projected = torch.matmul(trigger, self.argument[:-1]) + self.argument[-1]
        return projected * (SCALE * self.sizes.argument**-0.5)

    def role_scores(self, projected: Tensor, words: Tensor) -> Tensor:
        """Return [N, words, roles] for N projected triggers and the words [N, words, width] of their windows."""
        width = self.sizes.argument
        parts = projected.reshape(-1, self.sizes.role, width + 1)
        return torch.einsum("nrk,nwk->nwr", parts[..., :-1], words) + parts[:, None, :, -1]

    def project_dependent(self, dependent: Tensor) -> Tensor:
        """Return [..., relations * (width + 1)]: the dependent's side, ready for a dot product with a head."""
        projected = torch.matmul(dependent, self.relation[:-1]) + self.relation[-1]
        return projected * (SCALE * self.sizes.relation**-0.5)

    def relation_scores(self, projected: Tensor, head: Tensor) -> Tensor:
        """Return [..., relations] for projected dependents and their heads' vectors."""
        width = self.sizes.relation
        parts = projected.reshape(*projected.shape[:-1], self.sizes.deprel, width + 1)
        return torch.matmul(parts[..., :-1], head[..., None])[..., 0] + parts[..., -1]


def load_network(path: Path) -> tuple[Network, dict[str, list[str]]]:
    """Read the averaged weights that training saved, with the label inventories."""
    saved = torch.load(path, weights_only=True)
    network = Network(Sizes(**saved["sizes"]))
    network.load_state_dict(saved["weights"])
    return network.eval(), saved["labels"]
