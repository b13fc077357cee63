"""How well the forecasts do: who and whom, when and how many, on events as the field's benchmarks exchange them.

python -m benchmarks.forecast --data DIR [--test FILE] --mode single|multi [--json OUT] [--plot FILE]

DIR holds train.txt, valid.txt, entity2id.txt, relation2id.txt. Without --test it fits on train.txt and scores
valid.txt; with it, it fits on both and scores FILE.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("ranking", "counts")


def main(arguments: list[str] | None = None) -> int:
    """Run the parts asked for, print their tables, write JSON and the plot."""
    options = _options(arguments)
    if str(ROOT) not in sys.path:  # when run as a file
        sys.path.insert(0, str(ROOT))
    from benchmarks.forecast_plot import curves_of, write_calibration

    found: dict[str, Any] = {}
    try:
        if "ranking" in options.parts:
            from benchmarks import forecast_ranking

            found["ranking"] = forecast_ranking.run(options.data, options.test, options.mode, every=options.every)
            forecast_ranking.show(found["ranking"])
        if "counts" in options.parts:
            from benchmarks import forecast_counts

            found["counts"] = forecast_counts.run(options.data, options.test, options.mode)
            forecast_counts.show(found["counts"])
    except ValueError as problem:
        print(f"forecast: {problem}", file=sys.stderr)
        return 1
    if options.plot:
        write_calibration(options.plot, curves_of(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder with the four files")
    parser.add_argument("--test", type=Path, metavar="FILE", help="events to score; valid.txt if not given")
    parser.add_argument("--mode", choices=("single", "multi"), default="single", help="one step or many ahead")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="rank on every Nth day only, to save time")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write everything measured to this file")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the calibration of all probabilities (SVG)")
    parser.add_argument("--parts", type=_parts, default=PARTS, help="ranking, counts or both (default: ranking,counts)")
    return parser.parse_args(arguments)


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in text.split(","))
    if not parts or any(part not in PARTS for part in parts):
        raise argparse.ArgumentTypeError(f"must be some of {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    sys.exit(main())
