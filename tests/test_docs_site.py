"""The site of the documentation: every page has its place, every link leads somewhere, nothing is fetched."""

import html
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
READ_OUTSIDE = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted((ROOT / "src").rglob("README.md"))]
"""Pages that are read in the repository, not on the site."""
MADE_AT_BUILD = {"frames.md"}
LARGEST_PICTURE = 150_000
_LINK = re.compile(r"(?<!`)\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


class Loader(yaml.SafeLoader):
    """YAML with the tags of mkdocs, whose values don't matter here."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def places(nav: object) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    return [place for one in (nav.values() if isinstance(nav, dict) else nav) for place in places(one)]


def pages() -> list[str]:
    return sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def links(path: Path) -> list[str]:
    return _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8")))


def anchors(path: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them from plain words."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def test_every_page_stands_in_the_navigation_once():
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    assert sorted(places(settings["nav"])) == sorted([*pages(), *MADE_AT_BUILD])


@pytest.mark.parametrize("path", READ_OUTSIDE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_outside_the_site_lead_somewhere(path):
    for link in links(path):
        address = urlsplit(link)
        if address.scheme:
            continue
        target = path.parent / unquote(address.path) if address.path else path
        assert target.exists(), link
        if address.fragment:
            assert address.fragment in anchors(target), link


def test_a_broken_link_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# One head\n\n[a](other.md) and `[b](no-link.md)`\n", encoding="utf-8")
    assert links(page) == ["other.md"]
    assert anchors(page) == {"one-head"}


def test_pictures_are_small_used_and_described():
    shown = {
        (DOCS / path).resolve(): words
        for page in DOCS.glob("*.md")
        for words, path in re.findall(r"!\[(.*?)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))
    }
    assert set((DOCS / "images").glob("*")) == set(shown)
    for path, words in shown.items():
        assert path.read_bytes().startswith(b"\x89PNG")
        assert path.stat().st_size <= LARGEST_PICTURE
        assert len(words.split()) >= 5, path.name


class Page(HTMLParser):
    """What a built page has: addresses that a browser fetches, links, ids, and text of paragraphs."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids.add(known.get("id", ""))
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        elif tag == "link" and "href" in known and known.get("rel") != "canonical":
            self.fetched.append(known["href"])
        elif "src" in known:
            self.fetched.append(known["src"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("mkdocs", reason="needs the extra docs")
    place = tmp_path_factory.mktemp("docs") / "site"
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(place)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    yield place
    shutil.rmtree(place)


@pytest.fixture(scope="module")
def built(site):
    return {path: Page(path) for path in site.rglob("*.html")}


def test_the_site_has_every_page(site, built):
    names = {path.relative_to(site).as_posix() for path in built}
    assert {page.removesuffix(".md") + ".html" for page in [*pages(), *MADE_AT_BUILD]} <= names


def test_nothing_is_fetched_from_elsewhere(site, built):
    for path, page in built.items():
        for address in page.fetched:
            assert not urlsplit(address).netloc, f"{path.name} fetches {address}"
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", text), style.name


def test_every_link_of_the_site_leads_somewhere(built):
    for path, page in built.items():
        for link in page.links:
            address = urlsplit(html.unescape(link))
            if address.scheme or path.name == "404.html":
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert target.is_file(), f"{path.name}: {link}"
            if address.fragment and target in built:
                assert unquote(address.fragment) in built[target].ids, f"{path.name}: {link}"


def test_lists_are_lists(built):
    """Markdown takes a list without an empty line before it for a paragraph."""
    for path in built:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<p>[^<]*\n[-*] ", text), path.name


def test_all_frames_are_listed(site):
    from countermove.ontology.lexicon import load_lexicon

    text = (site / "frames.html").read_text(encoding="utf-8")
    assert all(f"<code>{frame.id}</code>" in text for frame in load_lexicon().frames.frames)
