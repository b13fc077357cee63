"""Bytes to text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.decode import decode, without_surrogates
from countermove.intake.problem import InputError


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_told_by_their_marks(encoding):
    assert decode("Łódź and Kyïv".encode(encoding)) == "Łódź and Kyïv"


def test_old_western_text_is_windows_1252():
    assert decode(b"\x93Caf\xe9\x94") == "“Café”"


@pytest.mark.parametrize("data", [b"GIF89a\x00\x01", b"\x7fELF\x02\x01\x01", bytes(range(256)), b"\xff\xfe\x00"])
def test_binary_data_is_refused(data):
    with pytest.raises(InputError, match="is not text"):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back_as_it_was(text):
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(data):
    try:
        decode(data).encode("utf-8")
    except InputError as error:
        assert error.reason


def test_lone_surrogates_are_replaced_without_moving_anything():
    assert without_surrogates("a\ud800b😀") == "a\ufffdb😀"
