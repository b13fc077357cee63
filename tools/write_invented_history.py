"""Write ``examples/history/invented.tsv``: two years of acts between six invented states, drawn from known rates.

Columns are those that an import of ICEWS needs. On every day the expected acts of a class from one state towards
another are a rate of that pair, a share of its own acts of the class in the last days, a share of what the other did
to it, and a share of what others did to the other. So forecasts from the file can be compared with what made it.

Run from the repository: ``python tools/write_invented_history.py``.
"""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "examples" / "history" / "invented.tsv"
STATES = ("Dralia", "Kareth", "Ostrenia", "Peloria", "Suvanda", "Velmora")
FIRST, DAYS, SEED = date(2024, 1, 1), 731, 20240101
RATES = (0.045, 0.010, 0.020, 0.012)
"""Acts per day of a usual pair: verbal and material cooperation, verbal and material conflict."""
RIVALS = {
    ("Velmora", "Ostrenia"): 2.4,
    ("Ostrenia", "Velmora"): 2.0,
    ("Kareth", "Dralia"): 1.2,
    ("Dralia", "Kareth"): 1.2,
}
"""How many times as often rivals act."""
OWN, PARTNER, OTHERS = 0.40, 0.25, 0.04
"""Acts that one act brings: of the same kind by the same state, by its target in return, by others towards that."""
FADING = 4.0
"""Mean days from an act to what it brings."""
CODES = (
    ("036", "040", "042", "051", "057"),
    ("061", "070", "071", "0841"),
    ("111", "112", "120", "130", "138"),
    ("150", "163", "173", "174", "190"),
)
"""CAMEO codes of each class."""


def main() -> None:
    """Write the file."""
    lines = ["Event ID\tEvent Date\tSource Name\tCAMEO Code\tTarget Name\tPublisher\n"]
    for number, (day, actor, recipient, code) in enumerate(acts(), 1):
        lines.append(f"{number}\t{(FIRST + timedelta(day)).isoformat()}\t{actor}\t{code}\t{recipient}\tinvented\n")
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text("".join(lines), encoding="utf-8", newline="\n")


def acts() -> list[tuple[int, str, str, str]]:
    """Day, actor, recipient and code of every act."""
    dice = random.Random(SEED)
    pairs = [(one, other) for one in STATES for other in STATES if one != other]
    scale = {pair: RIVALS.get(pair, math.exp(dice.gauss(-1.3, 0.8))) for pair in pairs}
    kept = math.exp(-1 / FADING)
    memory = {pair: [0.0] * len(RATES) for pair in pairs}
    found = []
    for day in range(DAYS):
        counts = {pair: [_poisson(rate, dice) for rate in _expected(pair, scale, memory)] for pair in pairs}
        for pair in pairs:
            for number, count in enumerate(counts[pair]):
                memory[pair][number] = kept * memory[pair][number] + (1 - kept) * count
                found += [(day, *pair, dice.choice(CODES[number])) for _ in range(count)]
    return found


def _expected(
    pair: tuple[str, str], scale: dict[tuple[str, str], float], memory: dict[tuple[str, str], list[float]]
) -> list[float]:
    actor, recipient = pair
    others = [memory[other, recipient] for other in STATES if other not in pair]
    return [
        rate * scale[pair]
        + OWN * memory[pair][number]
        + PARTNER * memory[recipient, actor][number]
        + OTHERS * sum(other[number] for other in others) / len(others)
        for number, rate in enumerate(RATES)
    ]


def _poisson(rate: float, dice: random.Random) -> int:
    """Knuth's method."""
    product, count = dice.random(), 0
    while product > math.exp(-rate):
        product *= dice.random()
        count += 1
    return count


if __name__ == "__main__":
    main()
