"""Pieces of HTML to text."""

import pytest

from countermove.intake.fragment import fragment_text
from countermove.intake.problem import InputError


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two</p>", "One bold word.\nTwo"),
        ("a<br>b<ul><li>c<li>d</ul>e", "a\nb\nc\nd\ne"),
        ("Tea &amp; cake &#8211; now", "Tea & cake – now"),
        ("no markup,  only\n space", "no markup, only\nspace"),
        ("3 < 5 and 6 > 4", "3 < 5 and 6 > 4"),
        ("<p>x<script>alert(1)</script><style>p{}</style> y</p>", "x y"),
        ("<!-- hidden -->shown", "shown"),
        ("", ""),
        ("<p></p>", ""),
        ("a\0b\ud800<i>c</i>", "a\ufffdb?c"),
    ],
)
def test_text_with_a_line_for_each_block(html, text):
    assert fragment_text(html) == text


def test_nesting_without_end_is_refused():
    with pytest.raises(InputError, match="nested deeper"):
        fragment_text("<div>" * 100_000 + "x")
