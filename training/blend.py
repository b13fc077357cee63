"""Blend the weights of a run with those it started from: `python -m training.blend --start FILE --end FILE`.

Fine-tuning for events costs the parser some accuracy; weights between start and end keep nearly all of both (Wortsman
et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--end", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.7, help="share of the end in the blend, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    start, end = (torch.load(path, weights_only=True) for path in (arguments.start, arguments.end))
    weights = {
        name: arguments.share * value + (1 - arguments.share) * start["weights"][name]
        for name, value in end["weights"].items()
    }
    torch.save(end | {"weights": weights}, arguments.out)


if __name__ == "__main__":
    main()
