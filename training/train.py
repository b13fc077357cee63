"""Train the reader model: `python -m training.train --corpora FILE --encoder FOLDER --run FOLDER --minutes 75`."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import pickle
import random
import re
import time
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor, nn

from training.batches import group_windows, make_batch
from training.data_names import read_inline
from training.documents import Document
from training.labels import Labels, collect_labels
from training.losses import compute_losses
from training.network import Network, Sizes, fields_of_heads, load_network
from training.prepare import Corpora
from training.progress import development_figures, event_figures
from training.subwords import Subwords
from training.windows import Augmentation, Encoder, Window

ENCODER_PARTS = ("position", "norm", "layers")
SAMPLED = (("crossner-politics", 1.0), ("wikigold", 1.0), ("crossner", 0.4), ("wnut", 0.35), ("twitter", 0.25))
"""Share of each names corpus's documents that an epoch uses, by the beginning of the document's id."""
LOWEST_RATE = 0.02


@dataclasses.dataclass(slots=True)
class State:
    """Where training stands, saved after each epoch."""

    epoch: int = 0
    step: int = 0
    seconds: float = 0.0


class Trainer:
    """Network, optimiser and running average of the weights."""

    def __init__(self, arguments: argparse.Namespace, corpora: Corpora) -> None:
        self.arguments = arguments
        self.corpora = corpora
        self.labels, self.network = self._begin()
        self.encoder = Encoder(self.labels, Subwords.from_file(arguments.encoder / "tokenizer.json"))
        self.network.word.requires_grad_(arguments.words_rate > 0)
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad_(parameter.requires_grad and re.search(arguments.only, name) is not None)
        named = [(name, p) for name, p in self.network.named_parameters() if p.requires_grad]
        words = [p for name, p in named if name.split(".")[0] == "word"]
        encoder = [p for name, p in named if name.split(".")[0] in ENCODER_PARTS]
        others = [p for name, p in named if name.split(".")[0] not in ("word", *ENCODER_PARTS)]
        self.parameters: list[Tensor] = words + encoder + others
        self.rates = (arguments.words_rate, arguments.encoder_rate, arguments.heads_rate)
        # Decay would pull the vectors of subwords that training never sees towards zero.
        groups = [{"params": words, "weight_decay": 0.0}, {"params": encoder}, {"params": others}]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
        self.average = [p.detach().clone() for p in self.parameters]
        self.state = State()
        self.started = time.monotonic()
        self.steps_per_epoch = 0

    def _begin(self) -> tuple[Labels, Network]:
        """The network to start from: the pretrained encoder's, or one that was trained before."""
        if self.arguments.start:
            network, lists = load_network(self.arguments.start)
            return Labels(lists), network
        labels = collect_labels(self.corpora.trees)
        network = Network(Sizes(**{field.name: labels.size(field.name) for field in fields_of_heads()}))
        network.load_pretrained(self.arguments.encoder / "model.safetensors")
        return labels, network

    def documents_of_epoch(self, source: random.Random) -> list[Document]:
        """Return treebank documents, a sample of the public names corpora, our own newswire names and our articles."""
        kept = self.arguments.share
        chosen = [document for document in self.corpora.trees if source.random() < kept]
        for document in self.corpora.names:
            share = next(share for prefix, share in SAMPLED if document.id.startswith(prefix))
            if source.random() < share * kept:
                chosen.append(document)
        if self.arguments.own:
            for path in sorted(self.arguments.own.glob("*.txt")):
                chosen += read_inline(path, self.arguments.own_weight) * self.arguments.own_repeat
        count = round(len(self.corpora.articles) * self.arguments.articles_share)
        articles = random.Random(0).sample(self.corpora.articles, count)
        return chosen + self.corpora.examples + articles * self.arguments.articles_repeat

    def elapsed(self) -> float:
        """Return seconds trained, earlier runs included."""
        return self.state.seconds + time.monotonic() - self.started

    def progress(self) -> float:
        """Return how much of the training is done, 0 to 1: by time where minutes are given, else by epochs."""
        if self.arguments.minutes:
            return self.elapsed() / (60 * self.arguments.minutes)
        return self.state.step / max(1, self.arguments.epochs * self.steps_per_epoch)

    def set_rates(self) -> None:
        """Warm up, then decay linearly."""
        warm = min(1.0, (self.state.step + 1) / self.arguments.warm_up)
        factor = warm * max(LOWEST_RATE, 1 - self.progress())
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor

    def step(self, windows: list[Window]) -> dict[str, float]:
        """Make one optimiser step on a batch and return the losses."""
        losses = compute_losses(self.network, make_batch(windows))
        self.set_rates()
        self.optimizer.zero_grad(set_to_none=True)
        losses.total.backward()
        nn.utils.clip_grad_norm_(self.parameters, 2.0, foreach=True)
        self.optimizer.step()
        self.state.step += 1
        keep = min(self.arguments.average, (self.state.step + 1) / (self.state.step + 20))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - keep)
        return losses.parts

    def swap(self) -> None:
        """Exchange the weights with their running average."""
        with torch.no_grad():
            for parameter, average in zip(self.parameters, self.average, strict=True):
                held = parameter.detach().clone()
                parameter.copy_(average)
                average.copy_(held)

    def epoch(self, log: Log) -> bool:
        """Train one epoch; return whether the training is over."""
        source = random.Random(1000 * self.arguments.seed + self.state.epoch)
        torch.manual_seed(1000 * self.arguments.seed + self.state.epoch)
        windows: list[Window] = []
        for document in self.documents_of_epoch(source):
            windows += self.encoder.training_windows(document, source, Augmentation())
        groups = group_windows(windows, self.arguments.subwords, source)
        self.steps_per_epoch = len(groups)
        subwords = sum(len(window.ids) for window in windows)
        log.write(f"epoch {self.state.epoch}: {len(windows)} windows, {subwords} subwords, {len(groups)} steps")
        self.network.train()
        sums: Counter[str] = Counter()
        begun = time.monotonic()
        for number, group in enumerate(groups, 1):
            sums.update(self.step(group))
            if number % 100 == 0:
                means = " ".join(f"{head} {value / 100:.3f}" for head, value in sums.items())
                pace = (time.monotonic() - begun) / number
                log.write(f"  step {number} of {len(groups)}, {pace:.3f} s a step, {self.progress():.3f} done: {means}")
                sums.clear()
            if self.progress() >= 1.0:
                break
        self.state.epoch += 1
        return self.progress() >= 1.0

    def save(self, folder: Path) -> None:
        """Save the averaged weights for export, and everything needed to go on."""
        state = dataclasses.replace(self.state, seconds=self.elapsed())
        everything = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "state": dataclasses.asdict(state),
        }
        _save_atomically(everything, folder / "checkpoint.pt")
        self.swap()
        weights = {"weights": self.network.state_dict(), "sizes": dataclasses.asdict(self.network.sizes)}
        _save_atomically({**weights, "labels": self.labels.lists}, folder / "model.pt")
        self.swap()

    def resume(self, folder: Path) -> None:
        """Go on from the last checkpoint of a run."""
        saved = torch.load(folder / "checkpoint.pt", weights_only=True)
        self.network.load_state_dict(saved["network"])
        for average, kept in zip(self.average, saved["average"], strict=True):
            average.copy_(kept)
        self.optimizer.load_state_dict(saved["optimizer"])
        self.state = State(**saved["state"])


class Log:
    """Lines to the screen and to a file."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", encoding="utf-8")

    def write(self, line: str) -> None:
        """Write one line with the time of day."""
        stamped = f"{time.strftime('%H:%M:%S')} {line}"
        print(stamped, flush=True)
        self.file.write(stamped + "\n")
        self.file.flush()


def _save_atomically(content: dict[str, object], path: Path) -> None:
    beside = path.with_suffix(".new")
    torch.save(content, beside)
    os.replace(beside, path)


def parse_arguments() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("build/training/corpora.pkl"))
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--own", type=Path, help="folder of names corpora with inline names (corpus/names)")
    parser.add_argument("--start", type=Path, help="weights to go on from (model.pt of a run, or training.restore)")
    parser.add_argument("--only", default="", help="regular expression over names of the parameters to train")
    parser.add_argument("--share", type=float, default=1.0, help="share of treebanks and names that an epoch sees")
    parser.add_argument("--articles-repeat", type=int, default=3, help="how often an epoch sees our annotated articles")
    parser.add_argument("--articles-share", type=float, default=1.0, help="share of our articles, for learning curves")
    parser.add_argument("--own-weight", type=float, default=1.5)
    parser.add_argument("--own-repeat", type=int, default=2)
    parser.add_argument("--run", type=Path, default=Path("build/training/run"))
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, default=0.0, help="train for this long instead of --epochs")
    parser.add_argument("--words-rate", type=float, default=5e-5, help="word embeddings; 0 freezes them")
    parser.add_argument("--encoder-rate", type=float, default=2e-4)
    parser.add_argument("--heads-rate", type=float, default=1e-3)
    parser.add_argument("--warm-up", type=int, default=200)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--subwords", type=int, default=1100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    return parser.parse_args()


def main() -> None:
    """Train to the end, saving after each epoch."""
    arguments = parse_arguments()
    torch.set_flush_denormal(True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    arguments.run.mkdir(parents=True, exist_ok=True)
    log = Log(arguments.run / "log.txt")
    log.write(json.dumps({key: str(value) for key, value in vars(arguments).items()}))
    corpora: Corpora = pickle.loads(arguments.corpora.read_bytes())
    trainer = Trainer(arguments, corpora)
    if arguments.resume:
        trainer.resume(arguments.run)
    finished = False
    while not finished:
        finished = trainer.epoch(log)
        trainer.save(arguments.run)
        trainer.swap()
        for name, documents in corpora.development.items():
            if finished or (name == "ewt" and trainer.state.epoch % 2 == 0):
                figures = development_figures(trainer.network, trainer.encoder, documents)
                log.write(f"  {name} dev: " + " ".join(f"{key} {value:.2f}" for key, value in figures.items()))
        figures = event_figures(trainer.network, trainer.encoder, corpora.articles_development)
        log.write("  articles dev: " + " ".join(f"{key} {value:.2f}" for key, value in figures.items()))
        trainer.swap()
    log.write(f"trained {trainer.elapsed():.0f} s in all")


if __name__ == "__main__":
    main()
