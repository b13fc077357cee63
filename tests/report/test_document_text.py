"""Tables with columns of words."""

import io

from rich.console import Console

from countermove.report.document import Document, Grid, Section
from countermove.report.document_markdown import document_markdown
from countermove.report.document_page import document_page
from countermove.report.document_text import print_document

DOCUMENT = Document(
    "", (), (Section("", (), Grid(("Who", "What", "Score"), (("Peru", "a", "2"), ("Chile", "bcd", "30")), words=(1,))),)
)


def test_words_begin_at_the_left_and_figures_end_at_the_right():
    out = io.StringIO()
    print_document(DOCUMENT, Console(file=out, width=60, highlight=False))
    peru, chile = out.getvalue().splitlines()[-2:]
    assert peru.index("a") == chile.index("bcd")
    assert peru.rstrip().index("2") == chile.rstrip().index("30") + 1


def test_markdown_and_the_page_know_columns_of_words():
    assert "| --- | --- | ---: |" in document_markdown(DOCUMENT)
    assert '<td class="words">bcd</td>' in document_page(DOCUMENT)
    assert "<td>30</td>" in document_page(DOCUMENT)
