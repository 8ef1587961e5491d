"""How well search ranks the starter guides for what visitors type: judged beforehand, printed, and held to a floor.

nDCG@5 is 1 where the five first guides are the best five in the best order. Every third query is held back: the
ranking was never tuned on those, so their figure says how it does on words that nobody looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from statistics import fmean

import pytest
import yaml
from django.db import connection

from roles.selectors.browse import Filters, get_browse_page

FIRST = 5
LEAST = {"postgresql": 0.9, "sqlite": 0.8}
JUDGED = [
    (str(query), answers)
    for query, answers in yaml.safe_load((Path(__file__).parent / "ranking.yaml").read_text(encoding="utf-8"))
]
HELD_BACK = JUDGED[2::3]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]


def ndcg(found: Sequence[str], answers: Mapping[str, int]) -> float:
    """The gain of the first five, worth less the later they stand, of the most that five could gain."""

    def gain(grades: Sequence[int]) -> float:
        return sum((2**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:FIRST]))

    return gain([answers.get(slug, 0) for slug in found]) / gain(sorted(answers.values(), reverse=True))


def listed(text: str) -> list[str]:
    """What the page of the list shows for this search, in order: matches, or what is near."""
    page = get_browse_page(text=text, filters=Filters(), sort="", number=1, size=FIRST)
    return [row.slug for row in (page.roles if page.total else page.near).rows]


@pytest.fixture(scope="module")
def scores(whole_catalogue: None, django_db_blocker: pytest.FixtureRequest) -> dict[str, float]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return {query: ndcg(listed(query), answers) for query, answers in JUDGED}


def test_the_measure_knows_the_best_order_and_the_worst() -> None:
    assert ndcg(["a", "b", "c"], {"a": 3, "b": 2, "c": 1}) == 1
    assert ndcg(["x", "y"], {"a": 3}) == 0
    assert 0 < ndcg(["c", "b", "a"], {"a": 3, "b": 2, "c": 1}) < 1
    assert ndcg(["x", "x", "x", "x", "x", "a"], {"a": 3}) == 0


def test_the_judged_queries_are_many_and_each_stands_once() -> None:
    assert len(JUDGED) >= 120
    assert len({query.casefold() for query, _answers in JUDGED}) == len(JUDGED)
    assert all(set(answers.values()) <= {1, 2, 3} and answers for _query, answers in JUDGED)


def test_searches_rank_as_judged(scores: dict[str, float], capsys: pytest.CaptureFixture[str]) -> None:
    held = fmean(scores[query] for query, _answers in HELD_BACK)
    tuned = fmean(score for query, score in scores.items() if query not in dict(HELD_BACK))
    worst = sorted(((score, query) for query, score in scores.items() if query not in dict(HELD_BACK)))[:10]
    with capsys.disabled():
        print(  # noqa: T201 - people ask for it
            f"\nnDCG@5 on {connection.vendor}: {fmean(scores.values()):.3f} of {len(JUDGED)} judged searches; "
            f"tuned on {tuned:.3f}, held back {held:.3f}. Of those tuned on the worst: "
            + "; ".join(f"{query} {score:.2f}" for score, query in worst)
        )
    assert tuned >= LEAST[connection.vendor]
    assert held >= LEAST[connection.vendor]
