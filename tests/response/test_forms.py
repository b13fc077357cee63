"""Categories of answers."""

import pytest

from countermove.ontology.errors import LexiconError
from countermove.ontology.lexicon import DATA
from countermove.ontology.plover import EVENT_TYPES
from countermove.response.forms import FORMS_FILE, form_of, load_forms


@pytest.fixture(scope="module")
def forms():
    return load_forms()


def test_every_type_has_a_kind(forms):
    for name in EVENT_TYPES:
        kind = forms.kind(name, None)
        assert kind.response in (2, 3, 4, 5, 6, 8)
        assert kind.hostility in (1, 2, 3, 4)


def test_a_reply_is_verbal(forms):
    assert (forms.response(None, None), forms.kind(None, None).hostility, form_of(None)) == (2, 1, "reply")


def test_modes_and_contexts_change_the_category(forms):
    assert forms.response("SANCTION", "expel") == 3
    assert forms.response("SANCTION", "discontinue") == 4
    assert forms.response("SANCTION", "discontinue", ["diplomatic"]) == 3
    assert forms.response("AID", None, ["military"]) == 6
    assert forms.kind("THREATEN", "violence").hostility == 2
    assert forms.kind("THREATEN", "relations").hostility == 1


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("  ACCUSE:", "  ACCUSED:", "types without an entry: ACCUSE"),
        ("{violence:", "{violent:", "is not a PLOVER event type"),
        ("response: 8", "response: 10", "response 10 is none of 2 to 9"),
        ("stance: neutral}\ntypes", "stance: mild}\ntypes", "stance 'mild' is none of"),
        ("hostility: 4, stance: against}\n#", "hostility: 4, stance: against, colour: red}\n#", "unknown: colour"),
        ("{military: 6, economic: 4}}\n  AID", "{marital: 6}}\n  AID", "contexts: marital: 6 is not possible"),
        ("CONCEDE: [RETREAT]", "CONCEDE: [RETIRE]", "'RETIRE' is not a PLOVER event type"),
    ],
)
def test_mistakes_are_named_by_file_and_line(tmp_path, old, new, complaint):
    text = (DATA / FORMS_FILE).read_text(encoding="utf-8")
    changed = text.replace(old, new) if old in text else text.replace("      violence: {", "      violent: {")
    assert changed != text
    path = tmp_path / "forms.yaml"
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint) as error:
        load_forms(path)
    assert str(path) in str(error.value)
