"""An empty record offers the example, once."""

import re
from pathlib import Path

from countermove.record.record import RecordFile
from countermove.server.app import create_app
from tests.server.conftest import Asking


def test_the_example_goes_into_an_empty_record_only(tmp_path: Path, quick_knowledge: None) -> None:
    with RecordFile(tmp_path / "new.duckdb") as file:
        app = create_app(file)
        asking = Asking(app)
        text = asking.get("/").text
        assert "The record is empty" in text
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        assert found is not None
        form = {"csrf_token": found[1]}
        assert asking.post("/example", data=form, headers={}).headers["location"] == "/"
        assert "Latest events" in asking.get("/").text
        again = asking.post("/example", data=form, headers={})
        assert again.status_code == 409 and "empty one only" in again.text
        app.state.server.close()
