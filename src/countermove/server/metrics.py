"""What the server counts, in the text format of Prometheus.

https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the histogram of times, in seconds."""


class Metrics:
    """Counters and one histogram; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: dict[str, list[int]] = {}
        self._seconds: Counter[str] = Counter()
        self._counts: Counter[tuple[str, str]] = Counter()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count one request; ``route`` is the pattern of its address, never what it holds."""
        with self._lock:
            self._requests[(route, method, status)] += 1
            buckets = self._buckets.setdefault(route, [0] * (len(BUCKETS) + 1))
            buckets[sum(seconds > bound for bound in BUCKETS)] += 1
            self._seconds[route] += int(seconds * 1e6)

    def count(self, name: str, label: str = "", number: int = 1) -> None:
        """Add to a counter, such as articles by what became of them."""
        with self._lock:
            self._counts[(name, label)] += number

    def text(self, gauges: Mapping[str, float]) -> str:
        """All of it, and values of now."""
        with self._lock:
            return "\n".join(self._lines(gauges)) + "\n"

    def _lines(self, gauges: Mapping[str, float]) -> Iterator[str]:
        yield "# HELP countermove_requests_total Requests by route, method and status."
        yield "# TYPE countermove_requests_total counter"
        for (route, method, status), number in sorted(self._requests.items()):
            yield f"countermove_requests_total{_labels(route=route, method=method, status=status)} {number}"
        yield "# HELP countermove_request_seconds How long requests took."
        yield "# TYPE countermove_request_seconds histogram"
        for route, buckets in sorted(self._buckets.items()):
            total = 0
            for bound, number in zip((*BUCKETS, "+Inf"), buckets, strict=True):
                total += number
                yield f"countermove_request_seconds_bucket{_labels(route=route, le=bound)} {total}"
            yield f"countermove_request_seconds_sum{_labels(route=route)} {self._seconds[route] / 1e6:.6f}"
            yield f"countermove_request_seconds_count{_labels(route=route)} {total}"
        seen = ""
        for (name, label), number in sorted(self._counts.items()):
            if name != seen:
                yield f"# TYPE countermove_{name}_total counter"
                seen = name
            yield f"countermove_{name}_total{_labels(what=label) if label else ''} {number}"
        for name, value in sorted(gauges.items()):
            yield f"# TYPE countermove_{name} gauge"
            yield f"countermove_{name} {value:.15g}"


def _labels(**labels: object) -> str:
    """Labels with what must be escaped in their values."""
    escaped = {
        name: str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        for name, value in labels.items()
    }
    return "{" + ",".join(f'{name}="{value}"' for name, value in escaped.items()) + "}"
