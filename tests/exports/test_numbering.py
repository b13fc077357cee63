"""Integer ids."""

from countermove.exports.numbering import Numbering


def test_the_same_content_has_the_same_number_in_every_run():
    assert Numbering().number("a", "b") == Numbering().number("a", "b")
    assert Numbering().number("a", "b") != Numbering().number("ab", "")


def test_no_two_numbers_of_a_run_are_the_same_even_for_the_same_content():
    ids = Numbering()
    numbers = [ids.number(str(item % 5000)) for item in range(100_000)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**31 for number in numbers)
