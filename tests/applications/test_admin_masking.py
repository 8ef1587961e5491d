"""Masked names and addresses: recognisable to who knows them, of no use to who does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.applications.masking import mask_email, mask_name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Sample Ode", "S••••• O••"),
        ("Al", "A•"),
        ("X", "X"),
        ("", ""),
        ("   ", ""),
        ("Ångström", "Å••••••"),
        ("Wolfeschlegelsteinhausen", "W••••••"),
        ("محمد علي", "م••• ع••"),
        ("\u202eevil", "e•••"),
        ("\u202e", "•"),
    ],
)
def test_a_name_keeps_its_first_letters(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("samue@example.org", "s••••@example.org"),
        (" a@b.c ", "a@b.c"),
        ("no-at-sign", "n••••••"),
        ("two@at@signs", "t••••••"),
        ("@host", "@host"),
        ("\u202emoc@x.example", "m••@x.example"),
    ],
)
def test_an_address_keeps_its_first_letter_and_host(email: str, masked: str) -> None:
    assert mask_email(email) == masked


@given(st.text(max_size=60))
def test_no_word_shows_more_than_its_first_letter(name: str) -> None:
    for word in mask_name(name).split(" "):
        assert set(word[1:]) <= {"•"}
