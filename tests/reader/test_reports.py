import numpy as np
import pytest

from countermove.reader import Reader

TEXT = "Kenyan troops attacked the rebels on Monday. The weather was fine and the cat slept."


@pytest.fixture(scope="module")
def parse():
    return Reader().parse(TEXT)


def test_probabilities_are_probabilities(parse):
    assert parse.reports
    for report in parse.reports.values():
        assert 0 <= sum(report.types.values()) <= 1 + 1e-5
        for odds in (report.factuality, report.tense, *report.modes.values()):
            assert np.isclose(sum(odds.values()), 1)
        for roles in report.roles.values():
            assert set(roles) == {"actor", "recipient", "place", "time"}
            assert sum(roles.values()) <= 1 + 1e-5


def test_an_attack_is_reported_with_its_parties_and_a_sleeping_cat_is_not(parse):
    attacked, slept = (next(word for word in parse.words if word.text == text) for text in ("attacked", "slept"))
    report = parse.reports[attacked.n]
    assert max(report.types, key=report.types.get) == "ASSAULT"
    best = {role: max(report.roles, key=lambda n: report.roles[n][role]) for role in ("actor", "recipient")}
    assert [parse.words[best[role]].text for role in ("actor", "recipient")] == ["troops", "rebels"]
    assert slept.n not in parse.reports or sum(parse.reports[slept.n].types.values()) < 0.5


def test_arguments_lie_in_the_sentence_of_the_trigger(parse):
    for number, report in parse.reports.items():
        numbers = {word.n for word in parse.words[number].sentence.words}
        assert set(report.roles) <= numbers
