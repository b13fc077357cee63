"""The pages in a real browser: nothing runs that isn't ours, nothing leaves the machine, the main paths work."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.pages.conftest import Pages

SIZES = ((1280, 900), (375, 740))


class Tab:
    """One tab, and what went wrong in it."""

    def __init__(self, browser: Any, address: str, width: int = 1280, height: int = 900, **options: Any) -> None:
        self._address, self.wrong, self.wide = address, list[str](), width
        self._context = browser.new_context(viewport={"width": width, "height": height}, **options)
        self.page = self._context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda one: self.wrong.append(one.text) if one.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda one: self.wrong.append(str(one)))
        self.page.on("dialog", lambda one: self.wrong.append(f"dialog {one.message}"))
        self.page.on("request", lambda one: None if one.url.startswith(address) else self.wrong.append(one.url))

    def open(self, path: str) -> None:
        self.page.goto(self._address + path, wait_until="load")

    def width(self) -> int:
        found: int = self.page.evaluate("document.documentElement.scrollWidth")
        return found

    def violations(self, axe: str) -> list[tuple[str, str]]:
        """What axe-core objects to: rules, and the first element of each."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(axe)
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [(one["id"], one["nodes"][0]["html"]) for one in found]

    def close(self) -> None:
        self._context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    found = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python isn't installed")
    return next(Path(found.__file__).parent.glob("axe*.js")).read_text("utf-8")


@pytest.fixture
def tab(browser: Any, address: str) -> Iterator[Tab]:
    found = Tab(browser, address)
    yield found
    found.close()


@pytest.fixture(params=tuple(zip(("light", "dark"), SIZES, strict=True)), ids=("desktop", "phone"))
def each_tab(request: pytest.FixtureRequest, browser: Any, address: str) -> Iterator[Tab]:
    """A wide light and a narrow dark tab; what is opened in it may not be wider than it."""
    theme, (width, height) = request.param
    found = Tab(browser, address, width, height, color_scheme=theme)
    yield found
    assert found.width() <= found.wide
    found.close()


def test_every_page_at_both_sizes_in_both_themes(browser: Any, address: str, pages: Pages, axe: str) -> None:
    """No error, no request that leaves, nothing wider than the screen, and nothing that axe-core objects to.

    Layout doesn't depend on the theme, nor colours on the size: all rules run on a wide light and a narrow dark page.
    """
    tab = Tab(browser, address)
    # The first page stands in the list with filters too, the second article has what the first has; others open both.
    for path in sorted({*pages.all()} - {"/", f"/articles/{pages.raid}", "/events/nothing"}):
        tab.page.emulate_media(color_scheme="light")
        tab.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        tab.open(path)
        colours = set()
        for theme, (width, height) in zip(("light", "dark"), SIZES, strict=True):
            tab.page.emulate_media(color_scheme=theme)
            tab.page.set_viewport_size({"width": width, "height": height})
            colours.add(tab.page.evaluate("getComputedStyle(document.body).backgroundColor"))
            assert tab.width() <= width, (path, theme, tab.width())
            assert tab.violations(axe) == [], (theme, path)
        assert len(colours) == 2, path
        assert tab.page.evaluate("window.xss") is None, path
        assert tab.wrong == [], (path, tab.wrong)
    tab.close()


def test_a_page_that_is_not_there(tab: Tab, axe: str) -> None:
    tab.open("/nothing/<script>window.xss=60</script>")
    assert tab.page.inner_text("h1") == "There is nothing here"
    assert tab.violations(axe) == []
    assert tab.page.evaluate("window.xss") is None
    assert [one for one in tab.wrong if "404" not in one] == []


def test_a_mark_says_what_and_why_to_the_keyboard(tab: Tab, pages: Pages) -> None:
    tab.open(f"/articles/{pages.raid}")
    mark = tab.page.locator(".prose a.mark.event").first
    mark.focus()
    assert "Norway → Iceland" in tab.page.inner_text(".card") and "found by" in tab.page.inner_text(".card")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent").startswith("in the record")
    tab.page.keyboard.press("Escape")
    assert tab.page.locator(".card").count() == 0
    assert tab.page.evaluate("document.activeElement.classList.contains('mark')")
    tab.page.keyboard.press("Enter")
    assert tab.page.locator(".card").is_visible()
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/events/*")
    assert tab.wrong == []


def test_a_mark_says_what_and_why_at_a_touch_and_under_the_pointer(browser: Any, address: str, pages: Pages) -> None:
    tab = Tab(browser, address, 375, 740, has_touch=True)
    tab.open(f"/articles/{pages.raid}")
    tab.page.locator(".prose a.mark.event").first.tap()
    assert "Norway → Iceland" in tab.page.inner_text(".card")
    box = tab.page.locator(".card").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 375
    tab.page.locator("h1").tap()
    assert tab.page.locator(".card").count() == 0
    tab.page.locator(".prose a.mark.place").first.hover()
    assert "place (city): Brackmouth" in tab.page.inner_text(".card")
    assert tab.wrong == []
    tab.close()


def test_without_script_a_mark_leads_to_its_explanation(browser: Any, address: str, pages: Pages) -> None:
    tab = Tab(browser, address, java_script_enabled=False)
    tab.open(f"/articles/{pages.raid}")
    tab.page.locator(".prose a.mark.event").first.click()
    where = tab.page.url.partition("#")[2]
    assert where.startswith("found-") and "Norway → Iceland" in tab.page.inner_text(f"#{where}")
    tab.close()


def test_printed_pages(tab: Tab, pages: Pages) -> None:
    """On paper there is nothing to press, the colours are those of paper, and nothing is cut off at the side."""
    tab.page.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    tab.page.emulate_media(media="print", color_scheme="dark")
    for path in ("/", f"/events/{pages.event}", f"/events/{pages.event}/board", "/claims", f"/articles/{pages.raid}"):
        tab.open(path)
        assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        for one in ("header", "button", "form", ".exports", ".why"):
            assert not any(found.is_visible() for found in tab.page.locator(one).all()), (path, one)
        assert tab.page.locator("h1").is_visible() and tab.width() <= 680, path
    pdf = tab.page.pdf(format="A4")
    assert pdf.startswith(b"%PDF") and len(pdf) > 5_000
    assert tab.wrong == []


def test_the_theme_is_kept(tab: Tab) -> None:
    tab.page.emulate_media(color_scheme="light")
    tab.open("/events")
    for _ in range(2):
        tab.page.click("#theme")
    assert tab.page.inner_text("#theme") == "Dark"
    tab.open("/claims")
    assert tab.page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert tab.page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


def test_the_first_stop_of_the_keyboard_leads_to_the_content(tab: Tab) -> None:
    tab.open("/")
    tab.page.keyboard.press("Tab")
    assert tab.page.evaluate("document.activeElement.textContent") == "Skip to content"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("document.activeElement.id") == "main"


def test_filter_then_event_then_board(each_tab: Tab, pages: Pages) -> None:
    each_tab.open("/")
    each_tab.page.click(".filters summary")
    each_tab.page.select_option("#type-1", "SANCTION")
    each_tab.page.click(".filters button")
    assert each_tab.page.url.endswith("/?type=SANCTION")
    each_tab.page.click("ol.events h3 a")
    assert f"/events/{pages.other_event}" in each_tab.page.url
    each_tab.page.click("text=Who answered, who is silent")
    assert each_tab.page.url.endswith("/board")
    assert each_tab.page.inner_text("h1").startswith("Iceland")
    assert each_tab.wrong == []


def test_a_chart_is_drawn(each_tab: Tab) -> None:
    each_tab.open("/")
    each_tab.page.wait_for_function("document.querySelector('.chart img').naturalWidth > 100")
    assert each_tab.wrong == []


def test_merge_and_undo(each_tab: Tab, pages: Pages) -> None:
    each_tab.open(f"/events/{pages.event}")
    before = each_tab.page.locator("li.report").count()
    each_tab.page.click("text=Join with another event")
    each_tab.page.fill("#other", pages.other_event)
    each_tab.page.fill("#reason", "<b>the same</b>")
    each_tab.page.click("text=They are one event")
    each_tab.page.wait_for_function(f"document.querySelectorAll('li.report').length === {before + 1}")
    assert "<b>the same</b>" in each_tab.page.inner_text("#decisions")
    each_tab.page.click("text=Undo")
    each_tab.page.wait_for_function(f"document.querySelectorAll('li.report').length === {before}")
    each_tab.page.wait_for_selector("#decisions:has-text('split')")
    assert each_tab.wrong == []


def test_read_then_add(each_tab: Tab, axe: str) -> None:
    each_tab.open("/read")
    each_tab.page.fill("#text", "On Friday Norway bombed a lighthouse. Nobody was hurt <script>window.xss=40</script>.")
    each_tab.page.click("text=Read it")
    assert "Assault" in each_tab.page.inner_text(".prose")
    assert each_tab.violations(axe) == [] and each_tab.width() <= each_tab.wide
    each_tab.page.click("text=Add to the record")
    each_tab.page.wait_for_url("**/articles/*")
    assert "<script>window.xss=40</script>" in each_tab.page.inner_text(".prose")
    assert each_tab.page.evaluate("window.xss") is None
    assert each_tab.wrong == []


def test_an_empty_form_is_told(each_tab: Tab) -> None:
    each_tab.open("/read")
    each_tab.page.click("text=Read it")
    assert "paste a text" in each_tab.page.inner_text("[role=alert]")


def test_export_of_what_is_filtered(each_tab: Tab) -> None:
    each_tab.open("/events?type=SANCTION")
    with each_tab.page.expect_download() as found:
        each_tab.page.click(".exports a:has-text('CSV')")
    text = found.value.path().read_text("utf-8")
    assert "SANCTION" in text and "ASSAULT" not in text
