"""Through whose hands claims came."""

from pathlib import Path

from countermove.record.record import RecordFile
from countermove.server.pages.chains import claim_chains
from tests.record.building import Draft, store


def test_a_chain_leads_from_the_speaker_through_the_text_to_the_publisher(
    tmp_path: Path, quick_knowledge: None
) -> None:
    draft = Draft("The mayor said that the colonel denied that the bridge was lost.", name="a", publisher="The Paper")
    mayor, colonel = draft.entity("The mayor", kind="person"), draft.entity("the colonel", kind="person")
    outer = draft.says(mayor, "said", "the colonel denied that the bridge was lost")
    inner = draft.says(colonel, "denied", "the bridge was lost", parent=outer)
    with RecordFile(tmp_path / "chain.duckdb") as file:
        store(file, draft)
        [article] = file.connection.execute("select article_id from articles").fetchone() or [""]
        found = claim_chains(file.connection, [(article, outer), (article, inner), ("gone", "r1")])
    assert found[article, inner].steps == ("the colonel", "The mayor", "The Paper")
    assert found[article, outer].steps == ("The mayor", "The Paper")
    assert set(found) == {(article, outer), (article, inner)}
