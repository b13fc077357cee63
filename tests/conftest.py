"""What many tests share: knowledge that is loaded once."""

from collections.abc import Iterator

import pytest

from countermove.record.knowledge import Knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def quick_knowledge(knowledge) -> Iterator[None]:
    """Records made from now on do without loading it again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Knowledge, "load", lambda: knowledge)
        yield
