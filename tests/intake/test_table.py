"""CSV and TSV files to articles."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.limits import Limits
from countermove.intake.problem import InputError, Problem
from countermove.intake.table import load_column_names, read_table
from countermove.ontology.errors import LexiconError
from countermove.schema import Article


def read(data, name="news.csv", columns=None, **limits):
    data = data.encode() if isinstance(data, str) else data
    return list(read_table(io.BytesIO(data), name, name, Limits(**limits), columns))


def texts(found):
    return [item.text if isinstance(item, Article) else "problem" for item in found]


def test_columns_are_found_by_their_usual_names():
    [article] = read(
        "\ufeffID,Head-line,Publication Date,Source,Link,Body,Language,Other\r\n"
        '7,Rain,2024-11-01,The Post,https://www.post.example/7?utm_source=x,"It rained,\nand rained.",en,x\r\n'
    )
    assert article == Article(
        id="7",
        text="It rained,\nand rained.",
        title="Rain",
        published="2024-11-01",
        url="https://www.post.example/7?utm_source=x",
        publisher="The Post",
        language="en",
        document="https://www.post.example/7",
    )


def test_columns_can_be_named():
    rows = "Inhalt;Datum;text\nIt rained.;01.11.2024;other\n"
    [article] = read(rows, columns={"text": "Inhalt", "published": "Datum"})
    assert (article.text, article.published) == ("It rained.", "2024-11-01")


def test_rows_without_id_are_numbered_and_have_no_document():
    [first, second] = read("text\nOne.\nTwo.\n")
    assert [first.id, second.id, first.document] == ["row-2", "row-3", None]


def test_an_id_names_the_document_within_its_publisher_or_file():
    found = read("id,text,publisher\n1,One.,Post\n1,Two.,\n", name="archive.csv")
    assert [item.document for item in found] == ["Post:1", "archive.csv:1"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("text\ttitle\nIt rained.\tRain\n", "a.tsv"),
        ("text|title\nIt rained.|Rain\n", "a.csv"),
        ("sep=;\ntext;title\nIt rained.;Rain\n", "a.csv"),
        ("text,title\nIt rained.,Rain", "a.csv"),
        ("text,title\rIt rained.,Rain\r".replace("\r", "\r\n"), "a.csv"),
        ("text\ttitle\nIt rained.\tRain\n".encode("utf-16"), "a.tsv"),
        ("text,title\n\nIt rained.,Rain\n\n,\n", "a.csv"),
    ],
)
def test_delimiters_line_ends_and_wide_encodings(data, name):
    [article] = read(data, name)
    assert (article.text, article.title) == ("It rained.", "Rain")


def test_each_line_has_its_own_encoding():
    found = read("text\nCafé\n".encode() + "Café\n".encode("cp1252"))
    assert texts(found) == ["Café", "Café"]


@pytest.mark.parametrize(
    ("rows", "expected", "reason"),
    [
        ("text,id\none,1\ntwo\nthree,3\n", ["one", "problem", "three"], "has 1 fields where the header has 2"),
        ("text,id\none,1\ntwo,2,2\nthree,3\n", ["one", "problem", "three"], "has 3 fields"),
        ('text,id\none,1\n"two,2\nthree,3\nfour,4\n', ["one", "problem", "three", "four"], "never closed"),
        ('text,id\n"two,2\nthree,3\n"four",4\n', ["problem", "three", "four"], "not closed in its row"),
        ('text,id\n"two" or more,2\n"three"x",3",y\n', ["two or more", "problem"], "quotes can't be told"),
        ("text,date\none,2024-11-01\ntwo,01/11/2024\n", ["one", "problem"], "'01/11/2024' can't be told"),
        ("text,date\none,2024-11-01\ntwo,soon\n", ["one", "problem"], "'soon'"),
        ("text\none\n" + "x" * 5_000 + "\nthree\n", ["one", "problem", "three"], "limit max_field"),
        ('text\none\n"' + "x\n" * 2_500 + '"\nthree\n', None, "never closed"),
    ],
)
def test_a_bad_row_is_told_by_number_and_the_rest_is_read(rows, expected, reason):
    found = read(rows, max_field=2_000)
    problems = [item for item in found if isinstance(item, Problem)]
    assert reason in problems[0].reason
    assert "row " in problems[0].source
    if expected:
        assert texts(found) == expected
    else:
        assert texts(found)[0] == "one"
        assert texts(found)[-1] == "three"


def test_a_bad_row_is_named_by_row_and_line():
    [_, problem] = read('text,id\n"a\nb",1\ntwo\n')
    assert problem.source == "news.csv row 3 (line 4)"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "is empty"),
        ("\n\n", "no header"),
        ("name,when\nx,y\n", "no column for the text; name it with --column text=NAME, one of: name, when"),
        (b"\x00\xff\x00PK\x03\x04" * 50, "no column for the text|no header"),
        ("x" * 100_000, "no header"),
    ],
)
def test_a_file_without_usable_header_is_refused(data, reason):
    with pytest.raises(InputError, match=reason):
        read(data, max_field=2_000)


def test_a_column_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(InputError, match=r"no column 'Body' \(--column text=Body\); its columns are: a, text"):
        read("a,text\nx,y\n", columns={"text": "Body"})


def test_an_endless_line_is_passed_over_without_being_held():
    class Endless:
        def __init__(self):
            self.start, self.left = io.BytesIO(b"text\n"), 200

        def readline(self, size):
            assert size <= 10_000
            line = self.start.readline(size)
            if not line and self.left:
                self.left -= 1
                return b"x" * size
            return line

    found = list(read_table(Endless(), "a.csv", "a.csv", Limits(max_field=2_000)))
    assert texts(found) == ["problem"]


def test_nul_characters_stay_in_the_text():
    assert texts(read("text\na\0b\n")) == ["a\0b"]


def test_the_setting_of_the_csv_module_is_left_as_it_was():
    before = csv.field_size_limit()
    read("text\none\n", max_field=2_000)
    assert csv.field_size_limit() == before


FIELD = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(FIELD, FIELD), min_size=1, max_size=5))
def test_what_the_csv_module_writes_comes_back(rows):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["text", "title"])
    writer.writerows(rows)
    found = read(stream.getvalue())
    assert [(item.text, item.title) for item in found] == rows


@given(st.binary(max_size=300))
def test_any_bytes_give_articles_and_problems_only(data):
    for item in read(b"text,id\n" + data, max_field=100):
        assert isinstance(item, Article | Problem)


def test_a_mistake_in_the_names_of_columns_is_told(tmp_path):
    file = tmp_path / "columns.yaml"
    file.write_text("version: 1\ntext: [text]\n")
    with pytest.raises(LexiconError, match=r"columns.yaml:1: title"):
        load_column_names(file)
