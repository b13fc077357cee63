import pytest

from countermove.reader.conllu import ConlluError, parse_conllu, to_conllu

STORY = """# newdoc id = story
# sent_id = 1
# newpar
# text = Libya's envoy can't go.
1-2\tLibya's\t_\t_\t_\t_\t_\t_\t_\t_
1\tLibya\tLibya\tPROPN\tNNP\tNumber=Sing\t3\tnmod:poss\t_\tName=B-place
2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_
3\tenvoy\tenvoy\tNOUN\tNN\tNumber=Sing\t6\tnsubj\t_\t_
4-5\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
4\tca\tcan\tAUX\tMD\tVerbForm=Fin\t6\taux\t_\t_
5\tn't\tnot\tPART\tRB\t_\t6\tadvmod\t_\t_
6\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

# sent_id = 2
# newpar
# text = He sang
1\tHe\the\tPRON\tPRP\tNumber=Sing\t2\tnsubj\t_\t_
2\tsang\tsing\tVERB\tVBD\tTense=Past\t0\troot\t_\t_
2.1\tsang\tsing\tVERB\tVBD\t_\t_\t_\t_\t_

# newdoc id = other
# sent_id = 3
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def test_text_and_offsets_are_rebuilt():
    story, other = parse_conllu(STORY)
    assert story.text == "Libya's envoy can't go.\nHe sang"
    assert [story.text[word.start : word.end] for word in story.words] == [
        "Libya", "'s", "envoy", "ca", "n't", "go", ".", "He", "sang",
    ]  # fmt: skip
    assert other.text == "Yes"
    assert [sentence.span for sentence in story.sentences] == [(0, 23), (24, 31)]


def test_tree_and_names_are_read():
    story = parse_conllu(STORY)[0]
    root = story.sentences[0].root
    assert root.text == "go"
    assert [child.text for child in root.children] == ["envoy", "ca", "n't", "."]
    assert root.child("nsubj").child("nmod:poss").text == "Libya"
    assert story.words[8].feature("Tense") == "Past"
    assert [(name.first, name.last, name.kind) for name in story.names] == [(0, 0, "place")]


def test_written_file_reads_back_the_same():
    story = parse_conllu(STORY)[0]
    written = to_conllu(story, "story")
    assert "1-2\tLibya's\t" in written
    assert "4-5\tcan't\t" in written
    again = parse_conllu(written)[0]
    assert again.text == story.text.replace("\n", " ")
    fields = [(w.span, w.lemma, w.upos, w.xpos, w.feats, w.deprel, w.head and w.head.n) for w in story.words]
    assert fields == [(w.span, w.lemma, w.upos, w.xpos, w.feats, w.deprel, w.head and w.head.n) for w in again.words]
    assert again.names == story.names


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1\ta\ta\tDET\tDT\t_\t0\troot\t_", "columns"),
        ("2\ta\ta\tDET\tDT\t_\t0\troot\t_\t_", "order"),
        ("1\ta\ta\tDET\tDT\t_\t7\tdet\t_\t_", "head"),
        ("1\ta\ta\tDET\tDT\t_\t1\tdet\t_\t_", "roots"),
        ("2-3\tab\t_\t_\t_\t_\t_\t_\t_\t_", "out of place"),
    ],
)
def test_faults_name_their_line(row, message):
    with pytest.raises(ConlluError, match=message) as caught:
        parse_conllu("# newdoc\n" + row + "\n\n")
    assert caught.value.line == 2


def test_circle_is_refused():
    rows = ["1\ta\ta\tX\tX\t_\t0\troot\t_\t_", "2\tb\tb\tX\tX\t_\t3\tdep\t_\t_", "3\tc\tc\tX\tX\t_\t2\tdep\t_\t_"]
    with pytest.raises(ConlluError, match="circle"):
        parse_conllu("\n".join(rows) + "\n")


def test_empty_input_is_no_document():
    assert parse_conllu("") == []
    assert parse_conllu("# newdoc id = x\n\n") == []
