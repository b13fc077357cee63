"""Write ``src/countermove/data/example/readings.jsonl.gz`` from a composed situation of ``corpus/situations``.

Run from the repository: ``python tools/write_example.py``.
"""

import gzip
import re
from pathlib import Path

import yaml

from countermove.coding.pipeline import Pipeline
from countermove.intake.check import check_article
from countermove.intake.limits import Limits
from countermove.schema import Article

ROOT = Path(__file__).resolve().parent.parent
SITUATION = ROOT / "corpus" / "situations" / "a-battery-at-figuig.yaml"
PLACE = ROOT / "src" / "countermove" / "data" / "example" / "readings.jsonl.gz"
_MARK = re.compile(r"\[\[(.*?)\|[^\]]*\]\]", re.DOTALL)


def example_readings() -> bytes:
    """The readings, one a line."""
    pipeline = Pipeline.load()
    lines = []
    for number, given in enumerate(yaml.safe_load(SITUATION.read_text(encoding="utf-8"))["articles"], 1):
        article = check_article(
            Article(
                id=f"example-{number}",
                text=_MARK.sub(r"\1", given["text"]).strip(),
                title=_MARK.sub(r"\1", given["title"]),
                published=str(given["published"]),
                publisher=given["publisher"],
                document=f"countermove-example:{number}",
            ),
            Limits(),
        )
        assert isinstance(article, Article), article
        lines.append(pipeline.read(article).to_json())
    return b"".join(line + b"\n" for line in lines)


if __name__ == "__main__":
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_bytes(gzip.compress(example_readings(), 9, mtime=0))
    print(PLACE.stat().st_size, "bytes")
