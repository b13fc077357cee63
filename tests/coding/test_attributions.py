# ruff: noqa: E501  (a tree reads better on one line)
from hypothesis import given
from hypothesis import strategies as st

from countermove.coding.attributions import find_attributions
from countermove.coding.draft import EntityTable
from countermove.reader.conllu import parse_conllu
from tests.coding.speech_trees import ATTRIBUTION, attributions, contents, tree

SAID_THAT = "The/the/DT/2/det mayor/mayor/NN/3/nsubj said/say/VBD/0/root that/that/IN/6/mark taxes/tax/NNS/6/nsubj rose/rise/VBD/3/ccomp+ ././././3/punct".replace(
    "././././", "././,/"
)


def test_indirect_speech_leaves_out_that_and_the_stop() -> None:
    parse = tree(SAID_THAT)
    (found,) = attributions(parse)
    assert contents(parse, found) == ["taxes rose"]
    assert parse.text[slice(*found.source_span)] == "The mayor"  # type: ignore[misc]
    assert parse.text[slice(*found.cue)] == "said"  # type: ignore[misc]
    assert (found.kind, found.cue_class, found.factuality, found.parent) == ("indirect", "assert", "CT+", None)
    assert parse.words[found.source].text == "mayor"  # type: ignore[index]


def test_a_skipped_sentence_attributes_nothing() -> None:
    assert find_attributions(tree(SAID_THAT), [True], EntityTable(), ATTRIBUTION) == []


def test_a_cue_in_the_middle_splits_the_content() -> None:
    parse = tree(
        "Taxes/tax/NNS/6/nsubj+ ,/,/,/4/punct he/he/PRP/4/nsubj said/say/VBD/6/parataxis+ ,/,/,/4/punct rose/rise/VBD/0/root"
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["Taxes", "rose"]


def test_accuse_of_has_the_charge_as_content() -> None:
    parse = tree(
        "Norland/Norland/NNP/2/nsubj accused/accuse/VBD/0/root Sudria/Sudria/NNP/2/obj of/of/IN/5/mark "
        "breaking/break/VBG/2/advcl the/the/DT/7/det truce/truce/NN/5/obj"
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["breaking the truce"]
    assert found.cue_class == "accuse"


def test_an_order_has_the_infinitive_without_to() -> None:
    parse = tree(
        "She/she/PRP/2/nsubj ordered/order/VBD/0/root them/they/PRP/2/obj to/to/TO/5/mark leave/leave/VB/2/xcomp"
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["leave"]
    assert (found.cue_class, found.factuality) == ("demand", "Uu")


def test_condemning_has_no_content() -> None:
    parse = tree("She/she/PRP/2/nsubj condemned/condemn/VBD/0/root the/the/DT/4/det raid/raid/NN/2/obj")
    assert attributions(parse) == []


def test_a_passive_belief_has_no_source() -> None:
    parse = tree(
        "Troops/troop/NNS/3/nsubj:pass are/be/VBP/3/aux:pass believed/believe/VBN/0/root to/to/TO/5/mark "
        "hide/hide/VB/3/xcomp there/there/RB/5/advmod"
    )
    (found,) = attributions(parse)
    assert found.source is None and found.source_span is None
    assert contents(parse, found) == ["Troops", "hide there"]
    assert found.factuality == "PR+"


def test_negation_turns_belief_and_opens_assertion() -> None:
    def negated(lemma: str, form: str) -> str:
        parse = tree(
            f"He/he/PRP/4/nsubj did/do/VBD/4/aux not/not/RB/4/advmod {form}/{lemma}/VB/0/root "
            "it/it/PRP/6/nsubj ended/end/VBD/4/ccomp"
        )
        return attributions(parse)[0].factuality

    assert negated("believe", "believe") == "PR-"
    assert negated("say", "say") == "Uu"


def test_nested_claims_name_their_parent() -> None:
    parse = tree(
        "Lee/Lee/NNP/2/nsubj said/say/VBD/0/root police/police/NNS/4/nsubj confirmed/confirm/VBD/2/ccomp "
        "two/two/CD/6/nummod men/man/NNS/7/nsubj fled/flee/VBD/4/ccomp"
    )
    outer, inner = attributions(parse)
    assert outer.parent is None and inner.parent == 0
    assert (outer.cue_class, inner.cue_class) == ("assert", "confirm")
    assert contents(parse, inner) == ["two men fled"]


def test_according_to_takes_the_rest_of_the_clause() -> None:
    parse = tree(
        "Prices/price/NNS/2/nsubj fell/fall/VBD/0/root+ ,/,/,/6/punct according/accord/VBG/6/case to/to/IN/4/fixed "
        "officials/official/NNS/2/obl"
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["Prices fell"]
    assert parse.text[slice(*found.source_span)] == "officials"  # type: ignore[misc]


def test_a_noun_claim_has_its_possessor_as_source() -> None:
    parse = tree(
        "Ana/Ana/NNP/3/nmod:poss+ 's/'s/POS/1/case claim/claim/NN/7/nsubj that/that/IN/6/mark he/he/PRP/6/nsubj "
        "lied/lie/VBD/3/acl spread/spread/VBD/0/root"
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["he lied"]
    assert parse.words[found.source].text == "Ana"  # type: ignore[index]


def test_a_quotation_and_its_continuation_are_one_attribution() -> None:
    parse = tree(
        "“/“/``/3/punct+ We/we/PRP/3/nsubj lost/lose/VBD/6/ccomp+ ,/,/,/3/punct+ ”/”/''/3/punct "
        "said/say/VBD/0/root Ito/Ito/NNP/6/nsubj+ ././,/6/punct",
        "“/“/``/3/punct+ They/they/PRP/3/nsubj won/win/VBD/0/root again/again/RB/3/advmod+ ././,/3/punct+ ”/”/''/3/punct",
    )
    (found,) = attributions(parse)
    assert contents(parse, found) == ["We lost", "They won again."]
    assert found.kind == "direct"


def test_a_clause_with_a_quoted_word_is_mixed() -> None:
    parse = tree(
        "He/he/PRP/2/nsubj called/call/VBD/0/root it/it/PRP/2/obj an/a/DT/6/det “/“/``/6/punct+ excuse/excuse/NN/2/xcomp+ ”/”/''/6/punct"
    )
    (found,) = attributions(parse)
    assert found.kind == "mixed"


def test_the_venue_is_kept() -> None:
    parse = tree(
        "She/she/PRP/2/nsubj said/say/VBD/0/root in/in/IN/5/case an/a/DT/5/det interview/interview/NN/2/obl with/with/IN/7/case "
        "Radio7/Radio7/NNP/5/nmod she/she/PRP/9/nsubj resigned/resign/VBD/2/ccomp"
    )
    (found,) = attributions(parse)
    assert found.venue == "an interview with Radio7"


def test_a_name_and_a_colon_introduce_a_speaker() -> None:
    rows = ["Okafor\tOkafor\tPROPN\tNNP\t_\t4\tnsubj\t_\tName=B-person|SpaceAfter=No", ":\t:\tPUNCT\t:\t_\t1\tpunct\t_\t_",
            "Bridge\tbridge\tNOUN\tNN\t_\t4\tnsubj\t_\t_", "opens\topen\tVERB\tVBZ\t_\t0\troot\t_\t_", "tomorrow\ttomorrow\tNOUN\tNN\t_\t4\tobl\t_\t_"]  # fmt: skip
    parse = parse_conllu("\n".join(f"{n}\t{row}" for n, row in enumerate(rows, 1)) + "\n\n")[0]
    found = [draft for draft in attributions(parse) if draft.cue is not None and parse.text[slice(*draft.cue)] == ":"]
    assert [contents(parse, draft) for draft in found] == [["Bridge opens tomorrow"]]


FORMS = [
    "said",
    "told",
    "claim",
    "“",
    "”",
    '"',
    ",",
    ".",
    "that",
    "to",
    "mayor",
    "according",
    "she",
    "not",
    "left",
    ":",
    "'",
]
LEMMAS = {"said": "say", "told": "tell", "according": "accord", "left": "leave"}
UPOS = ["VERB", "NOUN", "PRON", "ADP", "PUNCT", "AUX", "ADV", "ADJ", "SCONJ"]
RELATIONS = [
    "nsubj",
    "ccomp",
    "xcomp",
    "parataxis",
    "obl",
    "case",
    "mark",
    "conj",
    "advcl",
    "acl",
    "obj",
    "nsubj:pass",
    "punct",
    "nmod",
]


@st.composite
def random_trees(draw: st.DrawFn) -> str:
    blocks = []
    for _ in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 9))
        order = draw(st.permutations(range(size)))
        heads = [0] * size
        for place in range(1, size):
            heads[order[place]] = order[draw(st.integers(0, place - 1))] + 1
        lines = []
        for number in range(size):
            form = draw(st.sampled_from(FORMS))
            relation = "root" if heads[number] == 0 else draw(st.sampled_from(RELATIONS))
            misc = draw(st.sampled_from(["_", "SpaceAfter=No"]))
            lines.append(
                f"{number + 1}\t{form}\t{LEMMAS.get(form, form)}\t{draw(st.sampled_from(UPOS))}\tVBD\t_\t{heads[number]}\t{relation}\t_\t{misc}"
            )
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) + "\n"


@given(random_trees())
def test_attributions_of_any_tree_are_sound(text: str) -> None:
    (parse,) = parse_conllu(text)
    found = attributions(parse)
    starts = []
    for number, draft in enumerate(found):
        assert draft.content and list(draft.content) == sorted(draft.content)
        assert all(0 <= start < end <= len(parse.text) for start, end in draft.content)
        assert draft.parent is None or (0 <= draft.parent < len(found) and draft.parent != number)
        assert draft.cue is not None
        starts.append(min(draft.cue[0], draft.content[0][0]))
    assert starts == sorted(starts)
    assert found == attributions(parse)
