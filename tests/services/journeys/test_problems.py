import pytest

from services.journeys.problems import Invalid, Mistake, Mistakes, Problem, invalid


def test_a_mistake_reads_as_file_line_and_sentence() -> None:
    assert str(Mistake("words.en.yaml", 3, 1, "Add a title.")) == "words.en.yaml:3: Add a title."


def test_mistakes_come_once_each_in_the_order_of_the_file() -> None:
    later, earlier = Mistake("a.yaml", 10, 1, "Late."), Mistake("a.yaml", 9, 5, "Early.")
    assert Mistakes([later, earlier, later]).mistakes == (earlier, later)


def test_invalid_carries_its_problem() -> None:
    with pytest.raises(Invalid) as raised:
        raise invalid("too_long", max="10")
    assert raised.value.problem == Problem("too_long", {"max": "10"})


def test_problems_with_different_details_differ() -> None:
    assert Problem("too_long", {"max": "1"}) != Problem("too_long", {"max": "2"})
    assert len({Problem("missing"), Problem("missing")}) == 1
