import pytest

spacy = pytest.importorskip("spacy", reason="spaCy isn't installed")

from spacy.tokens import Doc, DocBin  # noqa: E402

TEXT = (
    "Kenya condemned the attack on its embassy on Monday. Uganda arrested three men in Kampala.\n\n"
    "“We will not negotiate,” Foreign Minister Amina Otieno said in Nairobi. Tanzania has not commented on the attack."
)


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("countermove", config={"published": "2024-11-01"})
    return pipeline


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_events_are_spans_with_type_and_parties(doc):
    events = {span.text: span for span in doc.spans["countermove_events"]}
    condemned = events["condemned"]
    assert condemned.label_ == "ACCUSE"
    assert [span.text for span in condemned._.actors] == ["Kenya"]
    assert condemned._.event.id == condemned.id_
    assert condemned._.event.time.value == "2024-10-28"
    assert [span.text for span in events["arrested"]._.recipients] == ["three men"]


def test_statements_are_spans_with_source_and_content(doc):
    [said] = [span for span in doc.spans["countermove_attributions"] if span.text == "said"]
    assert "Amina Otieno" in said._.source.text
    assert any("We will not negotiate" in span.text for span in said._.content)
    assert said._.attribution.kind == "direct"


def test_the_rest_of_the_reading_is_there_too(doc):
    assert [span.text for span in doc.spans["countermove_times"]] == ["Monday"]
    assert {"Kampala", "Nairobi"} <= {span.text for span in doc.spans["countermove_places"]}
    assert [span.text for span in doc.spans["countermove_silences"]] == ["has not commented on the attack"]
    assert doc._.reading.text == TEXT


def test_a_span_of_something_else_has_no_event(doc):
    first = doc.spans["countermove_entities"][0]
    assert first._.event is None
    assert first._.attribution is None
    assert first._.actors == first._.content == []
    assert first._.source is None


def test_nothing_else_on_the_doc_is_touched(doc):
    assert not doc.ents
    assert not doc.has_annotation("DEP")


def test_a_date_of_the_doc_comes_before_that_of_the_component(nlp):
    doc = nlp.make_doc(TEXT)
    doc._.published = "2023-03-15"
    assert nlp(doc)._.reading.published == "2023-03-15"


def test_docs_keep_it_all_when_stored(nlp, doc):
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again._.reading == doc._.reading
    assert [(span.start, span.end, span.label_, span._.event.id) for span in again.spans["countermove_events"]] == [
        (span.start, span.end, span.label_, span._.event.id) for span in doc.spans["countermove_events"]
    ]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.reading == doc._.reading


def test_pipelines_are_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")("Kenya condemned the attack on Monday.")
    assert "ACCUSE" in [span.label_ for span in doc.spans["countermove_events"]]
    assert doc._.reading.published == "2024-11-01"


def test_what_can_not_be_read_is_for_the_error_handler(nlp):
    french = "Le gouvernement a condamné hier soir l'attaque contre son ambassade, selon un communiqué du ministère."
    with pytest.raises(ValueError, match="English"):
        nlp(french)
    failed = []
    pipeline = spacy.blank("en")
    pipeline.add_pipe("countermove")
    pipeline.set_error_handler(lambda name, component, docs, error: failed.append(str(error)))
    docs = list(pipeline.pipe([french, "Kenya condemned the attack.", "  "]))
    assert [doc._.reading is None for doc in docs] == [False, True]
    assert len(failed) == 1
