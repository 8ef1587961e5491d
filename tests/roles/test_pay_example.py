"""Which guide the page about method walks through. Pure: no database."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roles.pay import Candidate, pick

WHOLE = Candidate(
    "m", has_headline=True, basis="estimated_from_percentiles", has_two_occupations=True, has_editorial=True
)


def test_bands_come_first_then_a_headline_then_figures_that_disagree_then_the_slug() -> None:
    worse = [
        WHOLE,
        replace(WHOLE, slug="n"),
        replace(WHOLE, slug="c", has_editorial=False),
        replace(WHOLE, slug="d", has_two_occupations=False),
        replace(WHOLE, slug="b", has_two_occupations=False, has_editorial=False),
        replace(WHOLE, slug="a", has_headline=False),
        replace(WHOLE, slug="0", basis="editorial"),
        replace(WHOLE, slug="00", basis="", has_headline=False),
    ]
    for place in range(len(worse)):
        assert pick(reversed(worse[place:])) == worse[place]


def test_of_nothing_nothing_is_picked() -> None:
    assert pick([]) is None


candidates = st.builds(
    Candidate, st.text(max_size=3), st.booleans(), st.sampled_from(["", "editorial"]), st.booleans(), st.booleans()
)


@given(st.lists(candidates, min_size=1), st.randoms(use_true_random=False))
def test_the_order_they_come_in_changes_nothing(many: list[Candidate], chance: st.DataObject) -> None:
    shuffled = list(many)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pick(shuffled) == pick(many)
