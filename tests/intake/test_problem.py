"""Problems are one line, whatever their name holds."""

from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.problem import Problem


def test_source_and_reason():
    assert str(Problem("a.txt", "is empty")) == "a.txt: is empty"


@given(st.text(), st.text())
def test_always_one_printable_line(source, reason):
    assert str(Problem(source, reason)).isprintable()
