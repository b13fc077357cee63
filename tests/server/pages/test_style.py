"""Colours of text on paper and cards have the contrast of WCAG 2.2, level AA, in both themes."""

import re
from importlib.resources import files

import pytest

from countermove.server.pages.charts import QUADS
from countermove.server.pages.drawing import DARK, LIGHT

TEXT = ("ink", "soft", "link", "good", "doubtful", "bad")


def themes() -> dict[str, dict[str, str]]:
    style = files("countermove.server.pages").joinpath("static", "style.css").read_text("utf-8")
    found = {}
    for name, start in (("light", ":root {"), ("dark", ':root[data-theme="dark"] {')):
        block = style[style.index(start) :].split("}", 1)[0]
        found[name] = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    for paper in ("paper", "card"):
        for text in TEXT:
            assert contrast(colours[text], colours[paper]) >= 4.5, (theme, text, paper)
    for mark in (name for name in colours if name.startswith("m-")):
        assert contrast(colours["ink"], colours[mark]) >= 4.5, (theme, mark)
    assert contrast(colours["strong-ink"], colours["strong"]) >= 4.5
    assert contrast(colours["field"], colours["card"]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_classes_can_be_told_from_the_paper_and_are_those_of_charts(theme: str) -> None:
    colours = themes()[theme]
    drawn = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", LIGHT if theme == "light" else DARK))
    for quad in QUADS:
        name = quad.replace("_", "-")
        assert min(contrast(colours[name], colours[paper]) for paper in ("paper", "card")) >= 3, (theme, name)
        assert drawn[name] == colours[name]


def test_both_ways_to_dark_give_the_same_colours() -> None:
    style = files("countermove.server.pages").joinpath("static", "style.css").read_text("utf-8")
    chosen = style[style.index(':root[data-theme="dark"] {') :].split("{", 1)[1].split("}", 1)[0]
    system = style[style.index(':root:not([data-theme="light"]) {') :].split("{", 1)[1].split("}", 1)[0]
    assert chosen.split() == system.split()
