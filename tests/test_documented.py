"""The documentation says what the code does: nothing public is left out, and pages made from the code are fresh."""

import ast
import re
from dataclasses import fields

import click
import msgspec
import pytest

import countermove
from countermove import schema
from countermove.cli.commands import Commands
from countermove.intake.limits import Limits
from countermove.server.api.serving import PREFIX
from tools.write_docs import DOCS, PAGES
from tools.write_server_docs import endpoints
from tools.write_settings_docs import SOURCE, setting_classes

PARTS = [
    kind
    for kind in vars(schema).values()
    if isinstance(kind, type) and issubclass(kind, schema.Record) and kind is not schema.Record
]


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(name: str, heading: str) -> str:
    level = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(level)}}} |\Z)", page(name), re.DOTALL | re.MULTILINE
    )
    assert found is not None, f"{name} has no heading {heading}"
    return found[1]


@pytest.mark.parametrize("name", list(PAGES))
def test_pages_made_from_the_code_are_fresh(name):
    assert page(name) == PAGES[name](), "run python -m tools.write_docs"


@pytest.mark.parametrize("name", list(Commands().every()))
def test_every_command_and_option_is_documented(name):
    text = section("command-line.md", f"## countermove {name}")
    for option in Commands().every()[name].params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert all(f"`{spelling}`" in text for spelling in (*option.opts, *option.secondary_opts))


def test_every_limit_is_in_the_help():
    help_text = next(item.help for item in Commands().every()["read"].params if item.name == "limits")
    assert all(limit.name in help_text for limit in fields(Limits))


@pytest.mark.parametrize("kind", setting_classes(), ids=lambda kind: kind.__name__)
def test_every_setting_is_documented(kind):
    text = section("settings.md", f"## {kind.__name__}")
    inherited = {field.name for base in kind.__bases__ if base is not object for field in fields(base)}
    for field in fields(kind):
        if field.name not in inherited:
            assert re.search(rf"^\| `{field.name}` \| .+ \| \S.*\. \|$", text, re.MULTILINE), field.name


def test_settings_are_found():
    assert {"Limits", "RecordSettings", "ServerSettings", "BoardSettings"} <= {it.__name__ for it in setting_classes()}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_of_a_reading_is_documented(part):
    text = section("reading.md", f"## {part.__name__}")
    for field in msgspec.structs.fields(part):
        assert re.search(rf"^\| `{field.name}` \| .+ \| \S.*\. \|$", text, re.MULTILINE), field.name


@pytest.mark.parametrize("name", countermove.__all__)
def test_every_public_name_is_documented(name):
    one = getattr(countermove, name)
    if one.__module__ == schema.__name__:
        assert section("reading.md", f"## {name}")
    else:
        assert section("python.md", f"## {name}").strip()
    for method, function in vars(one).items() if isinstance(one, type) else ():
        if not method.startswith("_") and callable(function) and one.__module__ != schema.__name__:
            assert f"\n### {name}.{method}\n" in page("python.md")


@pytest.mark.parametrize("endpoint", endpoints(), ids=lambda endpoint: endpoint.name)
def test_every_endpoint_and_parameter_is_documented(endpoint):
    text = section("rest.md", f"### {endpoint.method} {PREFIX}{endpoint.path}")
    text += section("rest.md", "## Filters") if "[filters](#filters)" in text else ""
    assert endpoint.summary in text
    for parameter in endpoint.parameters:
        assert re.search(rf"^\| `{parameter.name}` \| .+ \| \S.*\. \|$", text, re.MULTILINE), parameter.name


def environment_variables() -> set[str]:
    """Names by which the code asks the environment, written out or as constants of that module or another."""
    asked: set[str] = set()
    constants: dict[str, str] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                constants |= {it.id: str(node.value.value) for it in node.targets if isinstance(it, ast.Name)}
            words = ast.unparse(node) if isinstance(node, (ast.Call, ast.Subscript)) else ""
            found = re.match(r"os\.(?:environ\.(?:get|pop|setdefault)\(|environ\[|getenv\()('?)(\w+)", words)
            if found:
                asked.add(found[2])
    return {constants.get(name, name) for name in asked}


def test_every_environment_variable_is_documented():
    names = environment_variables()
    assert "COUNTERMOVE_RECORD" in names
    assert all(f"| `{name}` |" in section("command-line.md", "## Environment variables") for name in names)
