import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.quotes import find_quotes


def inner(text: str) -> list[str]:
    return [text[quote.inner_start : quote.inner_end] for quote in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said, "We go," and left.', ["We go,"]),
        ("“We go,” he said. “Now.”", ["We go,", "Now."]),
        ("''We go,'' he said.", ["We go,"]),
        ("``We go,'' he said.", ["We go,"]),
        ("«We go», he said.", ["We go"]),
        ("‘We go,’ he said.", ["We go,"]),
        ("'We won't sell the boys' toys,' she said.", ["We won't sell the boys' toys,"]),
        ("“He told me ‘go’ twice,” she said.", ["He told me ‘go’ twice,"]),
        ("In the '90s the workers' union didn't strike.", []),
        ("It’s the people’s choice.", []),
    ],
)
def test_styles(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_a_quotation_over_paragraphs_is_chained() -> None:
    text = "“First part.\n\n“Second part,” he said."
    first, second = find_quotes(text)
    assert first.continues and not second.continues
    assert inner(text) == ["First part.", "Second part,"]


def test_an_unclosed_mark_that_nothing_takes_up_is_no_quotation() -> None:
    assert find_quotes("“Lost mark.\n\nNext paragraph.") == []


def test_a_wrapped_line_does_not_end_a_paragraph() -> None:
    assert inner('She said "the road\nis closed" today.') == ["the road\nis closed"]


@given(st.text(alphabet="ab \n.,\"“”'’‘«»`-"))
def test_quotations_are_in_order_and_apart(text: str) -> None:
    end = 0
    for quote in find_quotes(text):
        assert end <= quote.start < quote.inner_start <= quote.inner_end <= quote.end <= len(text)
        end = quote.end
