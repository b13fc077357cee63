"""What ``import countermove`` offers, and what it costs."""

import subprocess
import sys

import pytest

import countermove


def test_names_are_sorted_and_importable():
    assert sorted(countermove.__all__) == countermove.__all__
    for name in countermove.__all__:
        assert getattr(countermove, name).__name__ == name
    assert set(countermove.__all__) <= set(dir(countermove))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = countermove.no_such_name


def test_importing_costs_nothing():
    heavy = ["numpy", "onnxruntime", "tokenizers", "trafilatura", "httpx", "rich", "babel"]
    code = f"import sys, countermove; print(sorted(set({heavy}) & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
