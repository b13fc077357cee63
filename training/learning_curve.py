"""How the event heads grow with the corpus: `python -m training.learning_curve --start FILE`.

The encoder stays as the file has it, so that the heads alone are trained: anew on an eighth, a quarter, half and all of
the training articles, with the same number of steps, and measured on the development articles. The figures are below
those of the shipped heads, whose encoder learnt with them; the slope is what they tell.
"""

from __future__ import annotations

import argparse
import copy
import json
import pickle
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import Batch, make_batch
from training.documents import Document
from training.labels import Labels
from training.losses import WEIGHTS, cross_entropy
from training.network import Network, load_network
from training.prepare import Corpora
from training.progress import event_figures, runtime_windows
from training.subwords import Subwords
from training.windows import EVENT_HEADS, Encoder

SHARES = (0.125, 0.25, 0.5, 1.0)
ROWS = 16
HEADS = ("events_hidden", "events", "argument_project", "argument")

Encoded = tuple[Batch, Tensor, Tensor]
"""A batch with the encoder's two outputs for it."""


def encode(network: Network, encoder: Encoder, documents: list[Document]) -> list[Encoded]:
    """Run the encoder over documents cut as at runtime."""
    windows = runtime_windows(encoder, documents)
    encoded = []
    with torch.no_grad():
        for start in range(0, len(windows), ROWS):
            batch = make_batch(windows[start : start + ROWS])
            encoded.append((batch, *network.encode(batch.ids, batch.shapes)))
    return encoded


def fresh(network: Network) -> tuple[Network, list[nn.Parameter]]:
    """The network with event heads that know nothing, and their parameters."""
    new = copy.deepcopy(network)
    for name in HEADS:
        part = getattr(new, name)
        if isinstance(part, nn.Linear):
            part.reset_parameters()
        else:
            nn.init.normal_(part, std=0.02)
    chosen = [p for name, p in new.named_parameters() if name.split(".")[0] in HEADS]
    return new, chosen


def loss_of(network: Network, batch: Batch, top: Tensor, mixed: Tensor) -> Tensor:
    """The weighted loss of the event heads."""
    scores = network.score(top, mixed, batch.first)
    parts = [
        WEIGHTS[head] * cross_entropy(scores.events[column], batch.events[:, :, column])
        for column, head in enumerate(EVENT_HEADS)
    ]
    if len(batch.roles):
        triggers = network.project_trigger(scores.argument_trigger[batch.trigger_rows, batch.trigger_columns])
        roles = network.role_scores(triggers, scores.argument_word[batch.trigger_rows])
        parts.append(WEIGHTS["role"] * cross_entropy(roles, batch.roles))
    return torch.stack(parts).sum()


def train(network: Network, encoded: list[Encoded], steps: int, rate: float) -> Network:
    """Train fresh heads for so many steps."""
    new, parameters = fresh(network)
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.01)
    source = random.Random(0)
    new.train()
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = rate * (1 - step / steps)
        optimizer.zero_grad(set_to_none=True)
        loss_of(new, *encoded[source.randrange(len(encoded))]).backward()
        optimizer.step()
    return new.eval()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("build/training/corpora.pkl"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--start", type=Path, required=True, help="weights whose encoder has not seen the articles")
    parser.add_argument("--steps", type=int, default=1500, help="the same for every point")
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    torch.manual_seed(7)
    corpora: Corpora = pickle.loads(arguments.corpora.read_bytes())
    network, lists = load_network(arguments.start)
    encoder = Encoder(Labels(lists), Subwords.from_file(arguments.encoder / "tokenizer.json"))
    result = {}
    for share in SHARES:
        count = round(len(corpora.articles) * share)
        chosen = random.Random(0).sample(corpora.articles, count)
        trained = train(network, encode(network, encoder, chosen), arguments.steps, arguments.rate)
        figures = event_figures(trained, encoder, corpora.articles_development)
        result[count] = {name: round(value, 1) for name, value in figures.items()}
        words = sum(len(sentence.words) for document in chosen for sentence in document.sentences)
        print(
            f"{count} articles, {words} words: " + ", ".join(f"{k} {v}" for k, v in result[count].items()), flush=True
        )
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
