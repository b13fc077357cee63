"""Does weighting sources by reliability find more truth than counting them? On simulated sources of known quality.

python benchmarks/reliability.py
"""

from __future__ import annotations

import random
from collections import Counter

from countermove.record.reliability import reliability


def simulate(rng: random.Random, sources: int, facts: int, coverage: float, accuracies: list[float]):
    """Votes on facts with five possible values of which 0 is true; a wrong source takes any other one."""
    votes = []
    for fact in range(facts):
        for source in range(sources):
            if rng.random() < coverage:
                right = rng.random() < accuracies[source]
                votes.append((fact, 0 if right else rng.randrange(1, 5), source))
    return votes


def main() -> None:
    """Print the share of facts got right, by counting and by weighting, and how well reliability is estimated."""
    print("reliable  unreliable  facts got right by counting / by weighting   mean error of the estimated reliability")
    for good, bad, share in ((0.9, 0.6, 0.5), (0.9, 0.4, 0.5), (0.9, 0.3, 0.7), (0.8, 0.5, 0.5), (0.95, 0.2, 0.6)):
        counted, weighted, error, trials = 0.0, 0.0, 0.0, 20
        for seed in range(trials):
            rng = random.Random(seed)
            sources = 20
            accuracies = [bad if source < share * sources else good for source in range(sources)]
            votes = simulate(rng, sources, 400, 0.25, accuracies)
            found = reliability(votes)
            by_fact: dict[object, Counter[object]] = {}
            for fact, value, _ in votes:
                by_fact.setdefault(fact, Counter())[value] += 1
            facts = list(found.facts)
            counted += sum(_majority(by_fact[fact], rng) == 0 for fact in facts) / len(facts)
            weighted += sum(max(found.facts[fact].items(), key=lambda item: item[1])[0] == 0 for fact in facts) / len(
                facts
            )
            error += sum(abs(found.sources[source][0] - accuracies[source]) for source in found.sources) / len(
                found.sources
            )
        shown = f"{counted / trials:26.1%} / {weighted / trials:.1%} {error / trials:37.2f}"
        print(f"{1 - share:4.0%} at {good:.2f}  {share:4.0%} at {bad:.2f} {shown}")


def _majority(counts: Counter[object], rng: random.Random) -> object:
    most = max(counts.values())
    return rng.choice(sorted((value for value, count in counts.items() if count == most), key=str))


if __name__ == "__main__":
    main()
