"""Prose of catalogue files loses the line breaks of its file, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.importers.unwrap import unwrap
from roles.prose import render

LINE = st.sampled_from(
    [
        "word",
        "two words",
        "- an item",
        "  more of the item",
        "1. first",
        "> a quote",
        "",
        "ends hard  ",
        "slash\\",
        "*so*",
    ]
)


@pytest.mark.parametrize(
    ("wrapped", "unwrapped"),
    [
        ("One sentence\nin two lines.\n\nAnother.\n", "One sentence in two lines.\n\nAnother."),
        ("- first item\n  goes on\n- second", "- first item goes on\n- second"),
        ("1. first\n2. second", "1. first\n2. second"),
        ("a line that breaks  \nhere", "a line that breaks  \nhere"),
        ("a line that breaks\\\nhere", "a line that breaks\\\nhere"),
        ("", ""),
    ],
)
def test_paragraphs_and_items_stand_on_one_line(wrapped: str, unwrapped: str) -> None:
    assert unwrap(wrapped) == unwrapped


@given(st.lists(LINE, max_size=8).map("\n".join))
def test_the_page_says_the_same(text: str) -> None:
    assert render(unwrap(text), None).html.split() == render(text, None).html.split()


@given(st.lists(LINE, max_size=8).map("\n".join))
def test_twice_is_once(text: str) -> None:
    assert unwrap(unwrap(text)) == unwrap(text)
