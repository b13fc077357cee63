"""Telling English from other languages."""

import pytest

from countermove.intake.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "The government said on Tuesday that it would not sign the treaty in its present form.",
        "Breaking: ferry sinks off Zanzibar",
        "12:30 — 45 %",
        "",
        "Officials from Україна and Россия met in the capital of the country for talks on the grain deal.",
    ],
)
def test_english_and_what_is_too_short_to_tell(text):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("外交部发言人星期一在北京举行的例行记者会上说,两国将继续就此保持沟通。", "zh"),
        (
            "Die Bundesregierung teilte am Montag mit, dass der Vertrag nicht unterzeichnet wird und neu verhandelt werde.",  # noqa: E501
            "de",
        ),
        (
            "Le gouvernement a annoncé lundi que le traité ne serait pas signé et que les négociations reprendraient.",
            "fr",
        ),
        ("Министерство иностранных дел заявило в понедельник, что договор не будет подписан.", "ru"),
    ],
)
def test_other_languages(text, language):
    assert language_of(text) == language
