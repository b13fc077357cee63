"""Many articles in order; one bad article costs no other."""

from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from countermove.intake.problem import Problem
from countermove.ontology.lexicon import NO_ADDITIONS
from countermove.scale import local
from countermove.scale.local import read_articles
from countermove.schema import Article
from tests.readings import make_reading


class Fragile:
    """A pipeline that fails on some articles."""

    def read(self, article):
        if "crash" in article.text:
            raise IndexError("list index out of range")
        if "deep" in article.text:
            raise RecursionError
        return make_reading(article.text, id=article.id)


def test_readings_and_problems_in_the_order_of_the_items():
    items = [
        Article(id="a", text="one"),
        Problem("b", "is empty"),
        Article(id="c", text="crash"),
        Article(id="d", text="two"),
    ]
    first, second, third, fourth = read_articles(items, pipeline=Fragile())
    assert (first.id, second, fourth.id) == ("a", items[1], "d")
    assert isinstance(third, Problem)
    assert third.source == "c"
    assert "could not be read: IndexError" in third.reason


def test_running_out_of_depth_is_a_problem_too():
    [problem] = read_articles([Article(id="a", text="deep")], pipeline=Fragile())
    assert isinstance(problem, Problem)


def test_a_stream_is_read_as_it_comes():
    taken = []

    def stream():
        for number in range(1000):
            taken.append(number)
            yield Article(id=str(number), text="x")

    results = read_articles(stream(), pipeline=Fragile())
    assert next(results).id == "0"
    assert len(taken) == 1


def test_the_articles_of_a_worker_that_died_are_read_again_alone(monkeypatch):
    future = Future()
    future.set_exception(BrokenProcessPool("a worker died"))
    items = [Article(id="a", text="x"), Article(id="b", text="y")]
    monkeypatch.setattr(local, "_alone", lambda item, additions: Problem(item.id, "alone"))
    assert local._finish(items, future, NO_ADDITIONS) == [Problem("a", "alone"), Problem("b", "alone")]
