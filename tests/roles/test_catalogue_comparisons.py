"""The catalogue's words about pairs: refused whole when something is wrong, idempotent, never over an editor's work."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from roles.importers.catalogue_comparisons import ComparisonFile, read_comparisons
from roles.importers.load_catalogue import load_catalogue
from roles.importers.load_comparisons import load_comparisons
from roles.importers.yaml_lines import CatalogueError
from roles.models import ComparisonVersion, Role
from roles.selectors.words import get_words
from roles.services import publish_words, set_words_aside, start_words
from tests.factories import RoleFactory
from tests.starter import main_catalogue

DATA = Path(__file__).resolve().parent.parent / "data"
A, B = "engineering-manager", "technical-project-manager"
FILE = f"comparisons/{A}-vs-{B}.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one comparison, which a test may spoil."""
    shutil.copytree(DATA / "comparisons", tmp_path / "comparisons")
    return tmp_path


def read(folder: Path) -> tuple[ComparisonFile, ...]:
    return read_comparisons(folder, {A, B})


def load(folder: Path) -> tuple[Counter[str], dict[str, int]]:
    added: Counter[str] = Counter()
    return added, load_comparisons(read(folder), added)


# --- loading --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_words_go_live_beside_their_guides_and_loading_again_adds_nothing(folder: Path) -> None:
    catalogue = replace(main_catalogue(), comparisons=read(folder))
    loaded = load_catalogue(catalogue)
    assert loaded.added["comparison"] == 1
    assert loaded.below == {}
    words = get_words(A, B)
    assert words is not None
    assert words.answer.startswith("An engineering manager is responsible for the people who build: whom")
    assert "\n" not in words.answer
    assert words.text.html.count("<p>") == 4
    assert words.contrasts[0].a == "How well the team works in a year's time"
    assert words.choose_b[0] == "like an end in sight and a new start after it"
    assert load_catalogue(catalogue).added == {}


@pytest.mark.django_db
@pytest.mark.parametrize("order", [(A, B), (B, A)])
def test_each_side_is_written_to_its_own_role_whichever_was_entered_first(folder: Path, order: tuple[str, ...]) -> None:
    for slug in order:
        RoleFactory(slug=slug)
    added, below = load(folder)
    assert (added, below) == ({"comparison": 1}, {})
    words = get_words(A, B)
    assert words is not None
    assert words.contrasts[0].b == "Whether this delivery arrives as promised"
    assert words.choose_a[2] == "have built software long enough to judge other people's designs"


@pytest.mark.django_db
def test_an_editors_words_are_never_overwritten(folder: Path) -> None:
    roles = {slug: RoleFactory(slug=slug) for slug in (A, B)}
    mine = start_words(one=roles[A], other=roles[B], by=None)
    set_words_aside(version=mine, by=None)
    assert load(folder) == ({}, {})
    assert ComparisonVersion.objects.get() == mine


@pytest.mark.django_db
def test_an_edited_version_stays_live(folder: Path) -> None:
    for slug in (A, B):
        RoleFactory(slug=slug)
    load(folder)
    draft = start_words(one=Role.objects.get(slug=A), other=Role.objects.get(slug=B), by=None)
    draft.answer = "Said by an editor."
    draft.save()
    publish_words(version=draft, by=None, reason="A test.")
    assert load(folder) == ({}, {})
    words = get_words(A, B)
    assert words is not None
    assert (words.answer, words.number) == ("Said by an editor.", 2)


@pytest.mark.django_db
def test_what_is_below_the_gate_stays_a_draft_and_is_named(folder: Path) -> None:
    RoleFactory(slug=A)
    RoleFactory(slug=B)
    change(
        folder, 'a: "The team, whatever it builds", b: "The project, whoever builds it"', 'a: "The team", b: "The team"'
    )
    change(
        folder,
        'a: "A hire who would slow everybody down", b: "A change that would move the date"',
        'a: "Dates", b: "Dates"',
    )
    change(
        folder,
        'a: "Reviews, hiring plans, a raise for somebody", b: "A plan, a risk list, a date that holds"',
        'a: "Plans", b: "Plans"',
    )
    change(
        folder,
        '"like an end in sight and a new start after it"',
        '"have built software long enough to judge other people\'s designs"',
    )
    added, below = load(folder)
    assert added == {"comparison": 1}
    assert below == {f"{A}-vs-{B}": 64}
    assert get_words(A, B) is None
    assert ComparisonVersion.objects.get().state == "draft"


# --- refusals ---------------------------------------------------------------------------------


def change(folder: Path, old: str, new: str) -> None:
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FIRST_ROW = 'a: "How well the team works in a year\'s time"'


@pytest.mark.parametrize(
    ("old", "new", "line", "complaint"),
    [
        ("choose_a:", "chose_a:", 29, "unknown field"),
        ("seo_description:", "change_note: 7\nseo_description:", 3, "change_note: Expected `str`"),
        (f"a: {A}", "a: stable-hand", 1, "a: unknown role “stable-hand”"),
        (f"b: {B}", f"b: {A}", 2, "must come after"),
        ("What each decides, who judges the work, and which one to choose.", "", 3, "length >= 70"),
        ("The first stays with a team", "The first stays " + "long " * 40 + "with a team", 4, "words; 40 to 90"),
        ("The first stays with a team", "\n\n  The first stays with a team", 4, "must be one paragraph"),
        ("Ask who writes the yearly review.", "# The review", 8, "has no headings"),
        ("Ask who writes the yearly review.", "It pays $90,000.", 8, "states “$90,000”"),
        ("Ask who writes the yearly review.", "For 40 percent it is so.", 8, "states “40 percent”"),
        ("Ask who writes the yearly review.", "{{ pay.headline }}", 8, "states “pay.headline”"),
        ("The power is different too.", "word " * 120, 8, "180 to 320"),
        (
            '{label: "Judged on", ',
            '{label: "' + "x" * 41 + '", ',
            25,
            "contrasts[1].label: Expected `str` of length <= 40",
        ),
        (FIRST_ROW, 'a: "' + "x" * 121 + '"', 25, "contrasts[1].a: Expected `str` of length <= 120"),
        (FIRST_ROW, 'a: "A budget of 1,200,000"', 25, "contrasts[1].a: states “1,200,000”"),
        (FIRST_ROW, 'c: "?"', 25, "unknown field `c`"),
        ('  - "keep calm when three teams wait for a fourth"\n', "", 33, "length >= 3"),
        ('"keep calm when three teams wait for a fourth"', '"' + "x" * 121 + '"', 35, "choose_b[2]: Expected `str`"),
    ],
)
def test_a_fault_is_refused_with_its_file_line_and_key(
    folder: Path, old: str, new: str, line: int, complaint: str
) -> None:
    change(folder, old, new)
    with pytest.raises(CatalogueError) as refused:
        read(folder)
    assert complaint in str(refused.value)
    assert refused.value.file == FILE
    assert refused.value.line == line, str(refused.value)


def test_a_file_has_the_name_of_its_pair(folder: Path) -> None:
    (folder / FILE).rename(folder / "comparisons" / "a-pair.yaml")
    with pytest.raises(CatalogueError, match=f"must be named {A}-vs-{B}.yaml"):
        read(folder)


def test_a_catalogue_without_comparisons_is_one(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
