# ruff: noqa: E501 - HTML as systems write it has long lines
"""Pages in the manner of many news systems, written for these tests, each with its date of publication.

Each page has around its article what real pages have: dates of other articles, of changes, of comments, of copyright.
"""

from dataclasses import dataclass

BODY = """<p>Dock workers in the northern port returned to work after the union and the city agreed on higher wages.</p>
<p>“We have what we asked for,” said the union’s chairwoman, adding that the ballot had been close and long expected.</p>
<p>The strike had lasted three weeks and held up more than forty ships that were waiting outside the harbour, the port
authority said. In 2019 a similar dispute had ended after only two days, on 14 March 2019, with a written apology.</p>
<p>Talks on pensions will resume on 15 January 2025, both sides told reporters at the town hall.</p>"""
TITLE = "Harbour strike ends after three weeks"
H1 = f"<h1>{TITLE}</h1>"


@dataclass(frozen=True)
class DatedPage:
    """A page, its address if it is known, its right date (None: the page doesn't tell), and where it was fetched."""

    name: str
    html: str
    published: str | None
    url: str | None = None
    not_after: str | None = None


def page(head: str = "", body: str = "", lang: str = "en", title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>\n{head}\n</head>\n'
        f"<body>{body}</body></html>"
    )


RELATED = """<aside class="related-stories"><h3>Related</h3><ul>
<li><a href="/a">Ferry runs aground</a> <time datetime="2024-10-02T08:00:00Z">2 October 2024</time></li>
<li><a href="/b">Mayor resigns</a> <time datetime="2025-02-03T08:00:00Z">3 February 2025</time></li></ul></aside>"""
FOOTER = "<footer><p>© 1998-2026 Quay Media. Last updated 9 June 2026.</p></footer>"
COMMENTS = """<section id="comments"><h2>2 comments</h2><article class="comment"><time datetime="2024-11-05T09:00:00Z">5 Nov
2024</time><p>About time.</p></article></section>"""
TICKER = """<div class="breaking-news"><a href="/c">Storm warning</a> <time datetime="2026-06-09T07:00:00Z">just now</time></div>"""

PAGES = [
    # WordPress and its plug-ins
    DatedPage(
        "wordpress_yoast_graph",
        page(
            """<meta property="article:published_time" content="2024-11-01T09:30:00+00:00" />
<meta property="article:modified_time" content="2024-12-24T10:00:00+00:00" />
<script type="application/ld+json" class="yoast-schema-graph">{"@context":"https://schema.org","@graph":[
{"@type":"Article","@id":"https://quay.example/strike/#article","isPartOf":{"@id":"https://quay.example/strike/"},
"headline":"Harbour strike ends after three weeks","datePublished":"2024-11-01T09:30:00+00:00",
"dateModified":"2024-12-24T10:00:00+00:00","publisher":{"@id":"https://quay.example/#organization"}},
{"@type":"WebPage","@id":"https://quay.example/strike/","datePublished":"2024-11-01T09:30:00+00:00"},
{"@type":"Organization","@id":"https://quay.example/#organization","name":"The Quay Post"}]}</script>""",
            f'<article class="post">{H1}{BODY}</article>{RELATED}{COMMENTS}{FOOTER}',
        ),
        "2024-11-01T09:30:00+00:00",
    ),
    DatedPage(
        "wordpress_old_theme",
        page(
            "",
            f"""{TICKER}<div id="content"><div class="post hentry"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="/strike"><time class="entry-date published"
datetime="2024-11-01T10:15:00+01:00">1 November 2024</time><time class="updated" datetime="2024-11-09T10:15:00+01:00">9
November 2024</time></a></span></div><div class="entry-content">{BODY}</div></div></div>{COMMENTS}{FOOTER}""",
        ),
        "2024-11-01T10:15:00+01:00",
    ),
    DatedPage(
        "wordpress_updated_only_class_first",
        page(
            "",
            f"""<article>{H1}<p class="meta">Updated <time class="updated" datetime="2025-03-01T08:00:00+00:00">1 March 2025</time>
Published <time class="published" datetime="2024-11-01T08:00:00+00:00">1 November 2024</time></p>{BODY}</article>""",
        ),
        "2024-11-01T08:00:00+00:00",
    ),
    DatedPage(
        "wordpress_permalink_only",
        page("", f'<div class="post">{H1}{BODY}</div>{FOOTER}'),
        "2024-11-01",
        url="https://quay.example/2024/11/01/harbour-strike-ends/",
    ),
    DatedPage(
        "wordpress_elementor",
        page(
            """<meta property="article:modified_time" content="2025-01-20T10:00:00+00:00">""",
            f"""<div class="elementor-widget elementor-widget-heading">{H1}</div><div class="elementor-widget
elementor-widget-post-info"><ul><li itemprop="datePublished"><a href="/2024/11/01/"><span
class="elementor-post-info__item elementor-post-info__item--type-date"><time>November 1, 2024</time></span></a></li></ul></div>
<div class="elementor-widget elementor-widget-theme-post-content">{BODY}</div>{RELATED}{FOOTER}""",
        ),
        "2024-11-01",
    ),
    # Large publishers' systems
    DatedPage(
        "arc_publishing",
        page(
            """<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle",
"headline":"Harbour strike ends after three weeks","datePublished":"2024-11-01T14:05:11.120Z",
"dateModified":"2024-11-01T18:22:40Z","mainEntityOfPage":"https://quay.example/business/strike/"}</script>""",
            f"""<main><article>{H1}<span class="b-byline">By A. Writer</span><time as="time" data-testid="date"
datetime="2024-11-01T14:05:11.120Z">Nov. 1, 2024 at 10:05 a.m. EDT</time>{BODY}</article>{RELATED}</main>{FOOTER}""",
        ),
        "2024-11-01T14:05:11Z",
    ),
    DatedPage(
        "drupal_metatag",
        page(
            """<meta name="dcterms.date" content="2024-11-01T12:00+03:00" /><meta name="dcterms.modified" content="2025-04-01T12:00+03:00">
<meta property="og:updated_time" content="2025-04-01T12:00:00+03:00" />""",
            f"""<div class="node node--type-article"><h1 class="page-title"><span>{TITLE}</span></h1>
<footer class="node__meta"><div class="node__submitted">Submitted by <span>editor</span> on <span>Fri, 11/01/2024 - 12:00</span></div></footer>
<div class="field--name-body">{BODY}</div></div>""",
        ),
        "2024-11-01T12:00+03:00",
    ),
    DatedPage(
        "drupal_submitted_line_only",
        page(
            "",
            f"""<div class="node"><h1>{TITLE}</h1><div class="submitted">Submitted by editor on 1 November, 2024 - 12:00</div>
<div class="content">{BODY}</div></div><div id="sidebar"><div class="views-row">3 December 2024 Lighthouse sold</div></div>""",
        ),
        "2024-11-01T12:00",
    ),
    DatedPage(
        "broadcaster_next_js",
        page(
            """<script type="application/ld+json">[{"@context":"https://schema.org","@type":["NewsArticle"],
"datePublished":"2024-11-01T06:12:09.000Z","dateModified":"2024-11-02T06:12:09.000Z","headline":"Harbour strike ends"},
{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[]}]</script>""",
            f"""<main id="main-content"><article>{H1}<div data-component="byline-block"><time
datetime="2024-11-01T06:12:09.000Z">1 November 2024</time></div>{BODY}</article></main>
<div data-component="links-block"><h2>Related</h2><span>12 hours ago</span></div>""",
        ),
        "2024-11-01T06:12:09Z",
    ),
    DatedPage(
        "live_blog",
        page(
            """<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Harbour strike: as it happened",
"datePublished":"2024-11-01T05:00:00Z","coverageStartTime":"2024-11-01T05:00:00Z","liveBlogUpdate":[
{"@type":"BlogPosting","headline":"Dockers cheer","datePublished":"2024-11-01T16:00:00Z"},
{"@type":"BlogPosting","headline":"Vote","datePublished":"2024-11-01T15:00:00Z"}]}</script>""",
            f'{H1}<div class="live"><article><time datetime="2024-11-01T16:00:00Z">16:00</time>{BODY}</article></div>',
        ),
        "2024-11-01T05:00:00Z",
    ),
    DatedPage(
        "list_of_articles_beside_own",
        page(
            """<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":
"NewsArticle","headline":"Mayor resigns","datePublished":"2025-02-03T08:00:00Z"}}]}</script>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mayor resigns","url":"https://quay.example/mayor",
"datePublished":"2025-02-03T08:00:00Z"}</script>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour strike ends after three weeks",
"mainEntityOfPage":{"@type":"WebPage","@id":"https://quay.example/strike"},"datePublished":"2024-11-01T08:00:00-03:00"}</script>""",
            f"<article>{H1}{BODY}</article>{RELATED}",
        ),
        "2024-11-01T08:00:00-03:00",
        url="https://quay.example/strike?utm_source=mail",
    ),
    DatedPage(
        "json_ld_broken_meta_right",
        page(
            """<script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour "strike" ends","datePublished":"2020-01-01",}</script>
<meta name="parsely-pub-date" content="2024-11-01T08:00:00Z">""",
            f"<article>{H1}{BODY}</article>",
        ),
        "2024-11-01T08:00:00Z",
    ),
    DatedPage(
        "json_ld_in_cdata_with_line_breaks",
        page(
            """<script type="application/ld+json">//<![CDATA[
{"@type":"http://schema.org/NewsArticle","headline":"Harbour strike
ends","datePublished":"2024-11-01 09:00:00 +0100"}
//]]></script>""",
            f"{H1}{BODY}",
        ),
        "2024-11-01T09:00:00+01:00",
    ),
    DatedPage(
        "json_ld_date_only_time_beside",
        page(
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-11-01"}</script>',
            f'<article>{H1}<time datetime="2024-11-01T17:45:00+02:00">17:45</time>{BODY}</article>{RELATED}',
        ),
        "2024-11-01T17:45:00+02:00",
    ),
    DatedPage(
        "json_ld_filler_date",
        page(
            """<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"1970-01-01T00:00:00Z"}</script>
<meta property="article:published_time" content="2024-11-01T08:00:00Z">""",
            f"<article>{H1}{BODY}</article>",
        ),
        "2024-11-01T08:00:00Z",
    ),
    DatedPage(
        "web_page_node_only",
        page(
            '<script type="application/ld+json">{"@type":"WebPage","datePublished":"2024-11-01T08:00:00Z","name":"x"}</script>',
            f"<article>{H1}{BODY}</article>{RELATED}",
        ),
        "2024-11-01T08:00:00Z",
    ),
    # AMP, microdata, RDFa, hAtom
    DatedPage(
        "amp",
        """<!doctype html><html amp lang="en-GB"><head><meta charset="utf-8"><link rel="canonical" href="https://quay.example/strike">
<title>Harbour strike ends after three weeks | Quay</title><script type="application/ld+json">{"@context":"http://schema.org",
"@type":"NewsArticle","mainEntityOfPage":"https://quay.example/strike","headline":"Harbour strike ends after three weeks",
"datePublished":"2024-11-01T11:00:00+00:00"}</script><style amp-boilerplate>body{}</style></head><body>"""
        + f"<article>{H1}{BODY}</article></body></html>",
        "2024-11-01T11:00:00+00:00",
        url="https://amp.quay.example/strike.amp",
    ),
    DatedPage(
        "microdata",
        page(
            "",
            f"""<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1>
<meta itemprop="dateModified" content="2024-11-07"/><span itemprop="datePublished" content="2024-11-01T07:20:00+05:30">Nov 1, 2024,
07:20 IST</span><div itemprop="articleBody">{BODY}</div></div>{RELATED}{FOOTER}""",
            lang="en-IN",
        ),
        "2024-11-01T07:20:00+05:30",
    ),
    DatedPage(
        "microdata_meta_in_body",
        page(
            "",
            f"""<div itemscope itemtype="https://schema.org/Article"><meta itemprop="datePublished" content="2024-11-01T07:20:00Z">
<meta itemprop="dateModified" content="2024-11-08T07:20:00Z"><h1 itemprop="headline">{TITLE}</h1>{BODY}</div>""",
        ),
        "2024-11-01T07:20:00Z",
    ),
    DatedPage(
        "rdfa",
        page(
            "",
            f"""<article vocab="http://schema.org/" typeof="NewsArticle"><h1 property="headline">{TITLE}</h1><p>By a writer,
<time property="schema:datePublished" datetime="2024-11-01">1 November</time>, changed <time property="schema:dateModified"
datetime="2024-11-03">3 November</time></p>{BODY}</article>""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "hatom_abbr",
        page(
            "",
            f"""<div class="hentry"><h2 class="entry-title">{TITLE}</h2><abbr class="published" title="2024-11-01T08:30:00-0500">Friday
morning</abbr> <abbr class="updated" title="2024-11-02T08:30:00-0500">Saturday</abbr><div class="entry-content">{BODY}</div></div>""",
        ),
        "2024-11-01T08:30:00-05:00",
    ),
    # Meta tags of older and other systems
    DatedPage(
        "dublin_core",
        page(
            '<meta name="DC.date.issued" content="2024-11-01"><meta name="DC.date.modified" content="2025-05-05">',
            H1 + BODY,
        ),
        "2024-11-01",
    ),
    DatedPage(
        "sailthru",
        page(
            '<meta name="sailthru.date" content="Fri, 01 Nov 2024 08:00:00 -0400">', f"<div>{H1}{BODY}</div>{RELATED}"
        ),
        "2024-11-01T08:00:00-04:00",
    ),
    DatedPage(
        "meta_pubdate_us_numbers",
        page('<meta name="pubdate" content="11/01/2024 08:15 AM">', H1 + BODY, lang="en-US"),
        "2024-11-01T08:15",
    ),
    DatedPage(
        "meta_publish_date_uk_numbers",
        page('<meta name="publish-date" content="01/11/2024 08:15">', H1 + BODY),
        "2024-11-01T08:15",
        url="https://www.quay.co.uk/news/strike",
    ),
    DatedPage(
        "meta_date_is_time_of_rendering",
        page('<meta name="date" content="2026-06-09T10:00:00Z">', f"{H1}{BODY}{FOOTER}"),
        "2024-11-01",
        url="https://quay.example/news/2024/11/01/strike.html",
    ),
    DatedPage(
        "meta_seconds",
        page('<meta property="article:published_time" content="1730451600">', H1 + BODY),
        "2024-11-01T09:00:00Z",
    ),
    DatedPage(
        "meta_packed",
        page('<meta name="pdate" content="20241101"><meta name="lp" content="x">', H1 + BODY + RELATED),
        "2024-11-01",
    ),
    DatedPage(
        "published_time_moves_with_every_change",
        page(
            '<meta property="article:published_time" content="2025-08-20T10:00:00+02:00">',
            f"<article>{H1}{BODY}</article>",
        ),
        "2024-11-01",
        url="https://quay.example/2024/11/01/strike",
    ),
    DatedPage(
        "future_filler_on_a_fetched_page",
        page(
            '<meta property="article:published_time" content="2035-01-01T00:00:00Z">',
            f'<article>{H1}<p class="dateline">Published 1 November 2024, 18:40 GMT</p>{BODY}</article>',
        ),
        "2024-11-01T18:40+00:00",
        not_after="2024-11-20",
    ),
    # Dates in the address
    DatedPage(
        "address_with_month_name",
        page("", f"<div>{H1}{BODY}</div>{RELATED}"),
        "2024-11-01",
        url="https://quay.example/uk-news/2024/nov/01/harbour-strike-ends",
    ),
    DatedPage("address_packed", page("", H1 + BODY), "2024-11-01", url="https://quay.example/n/strike-20241101.html"),
    DatedPage("address_with_hyphens", page("", H1 + BODY), "2024-11-01", url="https://quay.example/2024-11-01-strike"),
    DatedPage(
        "number_in_address_is_no_date",
        page("", f'{H1}<p class="date">1 November 2024</p>{BODY}'),
        "2024-11-01",
        url="https://quay.example/articles/20451399",
    ),
    DatedPage(
        "address_and_time_with_zone",
        page("", f'<article>{H1}<time datetime="2024-11-01T23:10:00-08:00">Nov 1</time>{BODY}</article>{FOOTER}'),
        "2024-11-01T23:10:00-08:00",
        url="https://quay.example/2024/11/01/strike",
    ),
    # Dates only in what the page shows
    DatedPage(
        "byline_gmt",
        page(
            "",
            f'<article>{H1}<p class="byline">By Ann Writer | Published 1 November 2024 10:00 GMT</p>{BODY}</article>{FOOTER}',
        ),
        "2024-11-01T10:00+00:00",
    ),
    DatedPage(
        "published_and_updated_in_one_line",
        page(
            "",
            f'<div class="article-info">Updated: 3 November 2024 09:00 | Published: 1 November 2024 10:00 CET</div>{H1}{BODY}',
        ),
        "2024-11-01T10:00+01:00",
    ),
    DatedPage(
        "time_first",
        page("", f'{H1}<div class="timestamp">10:05 AM EDT, Fri November 1, 2024</div>{BODY}{RELATED}'),
        "2024-11-01T10:05-04:00",
    ),
    DatedPage(
        "german_numbers",
        page("", f'<article>{H1}<span class="date">01.11.2024, 17:30</span>{BODY}</article>{RELATED}', lang="en"),
        "2024-11-01T17:30",
    ),
    DatedPage(
        "turkish_paper_slashes",
        page("", f'<article>{H1}<span class="news-date">01/11/2024 12:20</span>{BODY}</article>'),
        "2024-11-01T12:20",
        url="https://www.quay.com.tr/strike",
    ),
    DatedPage(
        "us_paper_slashes",
        page(
            "",
            f'<article>{H1}<span class="story-date">Posted 11/01/2024 at 9:20 p.m. EDT</span>{BODY}</article>',
            lang="en-US",
        ),
        "2024-11-01T21:20-04:00",
    ),
    DatedPage(
        "slashes_that_could_be_either",
        page("", f'<article>{H1}<span class="date">01/11/2024</span>{BODY}</article>'),
        None,
    ),
    DatedPage(
        "iso_with_slashes",
        page("", f'{H1}<span class="publish-time">2024/11/01 08:05</span>{BODY}', lang="en"),
        "2024-11-01T08:05",
    ),
    DatedPage(
        "chinese_agency_english_service",
        page(
            "",
            f"""<div class="head-line"><h1><span class="title">{TITLE}</span></h1><div class="infobox"><span>Source: Agency</span>
<span>Editor: desk</span> <span>2024-11-01 16:44:15</span></div></div><div id="detail">{BODY}</div>""",
        ),
        "2024-11-01T16:44:15",
    ),
    DatedPage(
        "nineties_tables",
        """<HTML><HEAD><TITLE>Harbour strike ends after three weeks</TITLE></HEAD><BODY BGCOLOR=white><TABLE><TR><TD>
<FONT SIZE=5><B>Harbour strike ends after three weeks</B></FONT><BR><I>Friday, November 1, 1996</I><BR>By a staff writer<P>"""
        + BODY
        + "<HR><FONT SIZE=1>Copyright 1997 The Quay Post. Page last changed: 12 May 1999</FONT></TD></TR></TABLE></BODY></HTML>",
        "1996-11-01",
    ),
    DatedPage(
        "nineties_plain_headline",
        "<html><head><title>Quay Post: Harbour strike ends</title></head><body><h2>Harbour strike ends</h2><h4>1 Nov 1996</h4>"
        + BODY
        + "<address>webmaster, modified 4 June 1998</address></body></html>",
        "1996-11-01",
    ),
    DatedPage(
        "masthead_with_todays_date",
        page(
            "",
            f"""<header><div id="today">Tuesday, 9 June 2026</div><nav>News Sport</nav></header><div class="story">{H1}
<div class="story-meta">Ann Writer, 1st November 2024</div>{BODY}</div>""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "masthead_date_without_class",
        page("", f"<div>Tuesday, 9 June 2026</div><div>{H1}<p>By Ann Writer<br>November 1, 2024</p>{BODY}</div>"),
        "2024-11-01",
    ),
    DatedPage(
        "dateline_in_the_text",
        page(
            "",
            f"""<div>{H1}<p>NORTH HARBOUR, Nov. 1, 2024 (Agency) — Dock workers returned to work on Friday after three weeks, the
city said.</p>{BODY}</div>{FOOTER}""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "press_release",
        page(
            "",
            f"""{H1}<p><strong>FOR IMMEDIATE RELEASE</strong></p><p>November 1, 2024</p><p>Contact: press office</p>{BODY}{FOOTER}""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "ministry",
        page(
            "",
            f"""<div class="content">{H1}<dl><dt>Published:</dt><dd>1 November 2024</dd><dt>Last updated:</dt><dd>5 January
2025</dd></dl>{BODY}</div>""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "only_a_date_of_change",
        page("", f'<article>{H1}<p class="date">Last updated: 1 November 2024</p>{BODY}</article>{FOOTER}'),
        "2024-11-01",
    ),
    DatedPage(
        "cards_are_articles_too",
        page(
            "",
            f"""<div class="grid"><article class="card"><a href="/x"><h3>Ferry aground</h3></a><time datetime="2024-12-12">12 Dec
</time></article></div><main><article>{H1}<time datetime="2024-11-01T05:00:00Z">1 Nov</time>{BODY}</article></main>
<div class="grid"><article class="card"><h3>Mayor resigns</h3><time datetime="2025-02-03">3 Feb</time></article></div>""",
        ),
        "2024-11-01T05:00:00Z",
    ),
    DatedPage(
        "article_wrapped_in_classes_of_the_site",
        page(
            "",
            f"""<div id="wrap" class="with-sidebar has-comments related-enabled"><article>{H1}<time
datetime="2024-11-01T05:00:00+09:00">Nov 1</time>{BODY}</article>{COMMENTS}</div>""",
        ),
        "2024-11-01T05:00:00+09:00",
    ),
    DatedPage(
        "event_page_dates",
        page(
            "",
            f"""<article>{H1}<p class="byline">1 November 2024</p>{BODY}<p class="event-date">The festival is from 5 December 2024
until 8 December 2024.</p></article>""",
        ),
        "2024-11-01",
    ),
    DatedPage(
        "video_upload_date",
        page(
            """<script type="application/ld+json">{"@graph":[{"@type":"VideoObject","uploadDate":"2023-01-05"},{"@type":"NewsArticle",
"video":{"@type":"VideoObject","uploadDate":"2023-01-05"},"datePublished":"2024-11-01T08:00:00Z"}]}</script>""",
            f"<article>{H1}{BODY}</article>",
        ),
        "2024-11-01T08:00:00Z",
    ),
    DatedPage(
        "archive_of_old_paper",
        page(
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"1944-06-07T05:00:00.000Z"}</script>',
            f"<article>{H1}{BODY}</article>{FOOTER}",
        ),
        "1944-06-07T05:00:00Z",
    ),
    DatedPage("copyright_only", page("", f"{H1}{BODY}{FOOTER}"), None),
    DatedPage("no_date_at_all", page("", f"<article>{H1}{BODY}</article>"), None),
]
