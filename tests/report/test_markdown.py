"""The report as Markdown."""

from countermove.report.markdown import markdown_report
from countermove.report.summary import summarize
from countermove.tables import Items
from tests.readings import full_reading, make_event, make_reading


def test_all_sections():
    report = markdown_report(summarize(full_reading()))
    assert report.startswith("# Norway warns Iceland\n\n2024-11-01 · Oslo · The Fjord · ")
    for title in ("## What happened", "## Who says what", "## Numbers", "## Silence and reactions"):
        assert f"\n{title}\n\n- " in report
    assert "**Norway** → threaten “warned” → **Iceland**" in report
    assert report.endswith("\n") and not report.endswith("\n\n")


def test_evidence_follows_as_a_quotation():
    report = markdown_report(summarize(full_reading()), evidence=True)
    assert "\n  > Norway warned Iceland on Monday in Oslo, officials said.\n" in report


def test_markup_of_the_article_shows_as_it_is():
    text = "<script>x</script> [a](javascript:b) *c* `d` attacked"
    event = make_event(text, "attacked")
    report = markdown_report(summarize(make_reading(text, title=text, events=Items([event]))), evidence=True)
    assert "<script>" not in report
    assert r"\[a\](javascript:b) \*c\* \`d\`" in report
