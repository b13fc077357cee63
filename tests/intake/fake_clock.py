"""A clock that doesn't wait."""


class FakeClock:
    """Seconds since 1970 that pass only by sleeping; ``slept`` holds each wait."""

    def __init__(self, time: float = 1_730_000_000.0) -> None:
        self.time = time
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
