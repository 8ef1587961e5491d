"""The starter catalogue: true to the official files, refused whole when something is wrong, idempotent."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import structs

from roles import documents
from roles.importers.catalogue import CATALOGUE_DIR, Catalogue, read_catalogue
from roles.importers.catalogue_wages import Cell, cell_row
from roles.importers.load_catalogue import load_catalogue
from roles.importers.oews import Figures
from roles.importers.yaml_lines import CatalogueError
from roles.models import (
    Area,
    GuideVersion,
    OccupationWage,
    Role,
    RoleDocument,
    Skill,
    WageFile,
)
from roles.quality import GATE
from roles.services import publish, save_draft, start_draft
from tests.starter import MAIN, main_catalogue, small_copy
from tools.catalogue_wages import main as write_wages

DATA = Path(__file__).resolve().parent.parent / "data"
GUIDE = "guides/technical-project-manager.yaml"
NATIONAL = "official/wages/national.csv"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue with six guides and a part of the places' wages."""
    return small_copy(tmp_path_factory.mktemp("small") / "catalogue")


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may spoil."""
    return Path(shutil.copytree(small, tmp_path / "catalogue"))


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{name} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def load(folder: Path) -> None:
    call_command("load_catalogue", dir=folder, verbosity=0)


@pytest.mark.django_db
def test_cells_are_written_in_a_few_queries_however_many_there_are(small: Path) -> None:
    catalogue = read_catalogue(small)
    with CaptureQueriesContext(connection) as queries:
        load_catalogue(catalogue)
    cells = OccupationWage.objects.count()
    written = sum(query["sql"].startswith('INSERT INTO "roles_occupationwage"') for query in queries)
    assert written <= cells / 83 + 3  # as many rows as SQLite takes at once, for each of three files
    with CaptureQueriesContext(connection) as again:
        load_catalogue(catalogue)
    assert sum('FROM "roles_occupationwage"' in query["sql"] for query in again) == 1
    assert not [query for query in again if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


@pytest.mark.django_db
def test_cells_that_an_older_catalogue_left_silent_are_completed(small: Path) -> None:
    load(small)
    before = list(OccupationWage.objects.order_by("pk").values())
    OccupationWage.objects.filter(area__code="06").update(location_quotient=None)
    load(small)
    assert list(OccupationWage.objects.order_by("pk").values()) == before
    assert documents.differing() == []


@pytest.mark.django_db
def test_loading_again_adds_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    load(small)
    before = list(GuideVersion.objects.order_by("pk").values())
    call_command("load_catalogue", dir=small)
    assert "nothing was added" in capsys.readouterr().out
    assert list(GuideVersion.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_a_skill_comes_with_its_other_names_and_a_guide_with_its_own_call(folder: Path) -> None:
    change(folder, GUIDE, "calls:\n", 'calls:\n  - {slot: end, headline: "Own words", body: "Write to us."}\n')
    load(folder)
    assert set(Skill.objects.get(slug="agile-scrum").aliases.values_list("name", flat=True)) == {"Scrum", "Agile"}
    assert Skill.objects.get(slug="microcontrollers").is_special
    calls = RoleDocument.objects.get(slug="technical-project-manager").facts["calls"]
    assert [call["headline"] for call in calls if call["slot"] == "end"] == ["Own words"]


@pytest.mark.django_db
def test_an_editors_work_is_never_overwritten(small: Path) -> None:
    load(small)
    role = Role.objects.get(slug="software-engineer")
    draft = start_draft(role=role, by=None)
    save_draft(version=draft, lock_version=1, by=None)
    GuideVersion.objects.filter(pk=draft.pk).update(summary="Rewritten by an editor.")
    publish(version=draft, by=None)
    load(small)
    assert RoleDocument.objects.get(slug="software-engineer").summary == "Rewritten by an editor."
    assert role.versions.count() == 2


@pytest.mark.django_db
def test_a_figure_that_differs_from_the_stored_release_refuses_the_whole_catalogue(folder: Path) -> None:
    load(folder)
    change(folder, NATIONAL, "61580", "61581")
    change(folder, "taxonomy.yaml", "slug: chief-product-officer", "slug: another-role")
    change(folder, "guides/product-manager.yaml", "role: chief-product-officer", "role: another-role")
    with pytest.raises(CommandError, match="area 99, 13-1082: p10 is stored as 61580, the file says 61581"):
        load(folder)
    assert not Role.objects.filter(slug="another-role").exists()


def with_swapped_duties(catalogue: Catalogue, one: str, other: str) -> Catalogue:
    duties = {guide.slug: [level.duties for level in guide.levels] for guide in catalogue.guides}
    theirs = {one: duties[other], other: duties[one]}
    guides = []
    for guide in catalogue.guides:
        rungs = zip(guide.levels, theirs.get(guide.slug, duties[guide.slug]), strict=True)
        guides.append(structs.replace(guide, levels=[structs.replace(level, duties=given) for level, given in rungs]))
    return replace(catalogue, guides=tuple(guides))


@pytest.mark.django_db
def test_guides_below_the_gate_stay_drafts_and_are_named(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    swapped = {"data-scientist", "product-manager"}
    catalogue = with_swapped_duties(main_catalogue(), *swapped)
    monkeypatch.setattr("roles.management.commands.load_catalogue.read_catalogue", lambda folder: catalogue)
    load(small)
    printed = capsys.readouterr().out
    drafts = GuideVersion.objects.open()
    assert set(drafts.values_list("role__slug", flat=True)) == swapped
    assert all(draft.steps.count() > 5 for draft in drafts)
    for slug in swapped:
        said = re.search(rf"{slug}: stays a draft, its quality is (\d+) and the gate {GATE}\n", printed)
        assert said is not None
        assert int(said[1]) < GATE
    assert set(RoleDocument.objects.values_list("slug", flat=True)) == set(MAIN) - swapped
    load(small)
    assert GuideVersion.objects.open().count() == 2


SPOILT = {
    "alias of another skill": ("taxonomy.yaml", "aliases: [Scrum, Agile]", "aliases: [Scrum, jira]", "stands twice"),
    "duplicate skill slug": ("taxonomy.yaml", "slug: jira", "slug: agile-scrum", "stands twice"),
    "slug of two guides": (GUIDE, "slug: technical-project-manager", "slug: product-manager", "already the slug"),
    "slug of a role without guide": (
        GUIDE,
        "slug: technical-project-manager",
        "slug: chief-product-officer",
        "already the slug",
    ),
    "slug with -vs-": (GUIDE, "slug: technical-project-manager", "slug: a-vs-b", "-vs-"),
    "key twice": (GUIDE, "plural:", "title: Twice\nplural:", "title: stands twice"),
    "unknown skill": (GUIDE, "skill: jira", "skill: jirra", "unknown skill “jirra”"),
    "unknown role": (GUIDE, "role: scrum-master", "role: scrum-mistress", "unknown role"),
    "unknown occupation": (GUIDE, 'code: "13-1082"', 'code: "13-9999"', "unknown occupation"),
    "unknown domain": (GUIDE, "domain: architecture-leadership", "domain: nowhere", "unknown domain"),
    "unknown key": (GUIDE, "change_note:", "chnage_note:", "chnage_note"),
    "missing key": (GUIDE, "plural: Technical Project Managers\n", "", "plural"),
    "wrong type": (GUIDE, "years_min: 2", "years_min: two", "Expected `int`"),
    "unknown importance": (GUIDE, "importance: core", "importance: vital", "vital"),
    "figure without source": (GUIDE, "unsourced: true", "unsourced: false", "source: is missing"),
    "source and unsourced": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"\n    unsourced: true', "not unsourced"),
    "sourced without date": (GUIDE, "unsourced: true", 'source: "OEWS May 2025"', "as_of"),
    "unknown source": (GUIDE, "unsourced: true", "source: Hearsay\n    as_of: 2026-01-01", "unknown release"),
    "figure out of order": (GUIDE, "median: 154000", "low: 200000\n    median: 154000", "below low"),
    "step needs a later one": (GUIDE, "requires: [fundamentals]", "requires: [own-one]", "unknown earlier step"),
    "hours fall": (GUIDE, "low: 40, typical: 60", "low: 70, typical: 60", "must rise"),
    "years fall": (GUIDE, "years_max: 5", "years_max: 1", "below years_min"),
    "money in prose": (GUIDE, "{{ pay.headline }}", "$102,320", "states “$102,320”"),
    "percentiles fall": (NATIONAL, ",78440,", ",58440,", "p25: 58440 is below p10"),
    "a figure is missing": (NATIONAL, ",61580,", ",,", "p10: “” is not a number"),
    "a figure is negative": (NATIONAL, ",61580,", ",-61580,", "negative"),
    "a withheld figure in words": (NATIONAL, ",61580,", ",withheld,", "not a number"),
    "employment is top-coded": (NATIONAL, ",1066670,", ",#1066670,", "employment: “#1066670” is not a number"),
    "location quotient in words": (NATIONAL, "99,13-1082,1066670,,", "99,13-1082,1066670,high,", "not a number"),
    "unknown basis": (NATIONAL, "167970,\n", "167970,weekly\n", "neither annual nor hourly"),
    "unknown area": (NATIONAL, "99,13-1082", "98,13-1082", "unknown area “98”"),
    "wage of an unknown occupation": (NATIONAL, "99,13-1082", "99,13-1083", "unknown occupation"),
    "cell twice": (NATIONAL, "99,13-1082", "99,11-2021", "stands twice"),
    "a column too many": (NATIONAL, "167970,\n", "167970,,\n", "has 11 columns, not 10"),
    "other columns": (NATIONAL, "employment", "jobs", "its columns are not area, occupation, employment"),
    "an open quote": (NATIONAL, "99,13-1082", '"99,13-1082', "is no CSV file"),
    "area twice": ("official/areas.csv", "02,state,Alaska", "01,state,Alaska", "stands twice"),
    "area of an unknown state": (
        "official/areas.csv",
        '"Abilene, TX",48',
        '"Abilene, TX",98',
        "no state of an earlier line",
    ),
    "area of an unknown kind": ("official/areas.csv", "01,state,", "01,county,", "county"),
    "kept outside the folder": (
        "official/sources.yaml",
        "kept: wages/national.csv",
        "kept: ../../secrets.csv",
        "kept",
    ),
    "role matched to a total": (GUIDE, 'code: "13-1082"', 'code: "00-0000"', "unknown occupation"),
    "foreign O*NET code": ("official/occupations.yaml", 'code: "13-1082.00"', 'code: "13-1083.00"', "does not belong"),
    "release twice": (
        "official/sources.yaml",
        'label: "O*NET 30.3"',
        'label: "OEWS May 2025"',
        "stands twice",
    ),
    "slot twice in a guide": (
        GUIDE,
        "calls:\n",
        "calls:\n  - {slot: end, headline: One}\n  - {slot: end, headline: Two}\n",
        "stands twice",
    ),
    "slot twice": ("calls_to_action.yaml", "slot: sticky", "slot: end", "stands twice"),
    "no YAML": ("taxonomy.yaml", "domains:", "domains: [", "is not YAML"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", SPOILT)
def test_a_faulty_file_is_refused_whole_with_file_line_and_key(folder: Path, case: str) -> None:
    name, old, new, words = SPOILT[case]
    change(folder, name, old, new)
    with pytest.raises(CommandError) as refused:
        load(folder)
    message = str(refused.value)
    assert "nothing was written" in message
    assert f"{name}:" in message
    assert words in message
    assert not Role.objects.exists()
    assert not WageFile.objects.exists()


def test_an_error_names_the_line_of_the_key(folder: Path) -> None:
    change(folder, GUIDE, "skill: jira", "skill: jirra")
    lines = (folder / GUIDE).read_text(encoding="utf-8").splitlines()
    expected = next(number for number, line in enumerate(lines, start=1) if "jirra" in line)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    assert (refused.value.file, refused.value.line, refused.value.key) == (GUIDE, expected, "skills[6].skill")


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "not UTF-8"), (b"a: \x00b", "characters that YAML does not allow"), (b"- 1", "Expected `object`")],
)
def test_a_file_that_is_no_catalogue_is_refused_with_its_name(folder: Path, content: bytes, words: str) -> None:
    (folder / "taxonomy.yaml").write_bytes(content)
    with pytest.raises(CatalogueError, match=words):
        read_catalogue(folder)


@pytest.mark.django_db
def test_a_catalogue_may_keep_no_wages_at_all(folder: Path) -> None:
    (folder / "official/areas.csv").unlink()
    path = folder / "official/sources.yaml"
    path.write_text(re.sub(r", kept: [^}]*", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    load(folder)
    assert not OccupationWage.objects.exists()
    assert Area.objects.get().code == "99"


def test_a_cell_is_written_as_it_is_read() -> None:
    flags = {"p10": "withheld", "location_quotient": "withheld", "p90": "top_coded"}
    figures = Figures(120, None, None, 60_000, 70_000, 80_000, 239_200, flags, "annual")
    assert cell_row(Cell("06", "15-1252", figures)) == [
        "06", "15-1252", "120", "*", "*", "60000", "70000", "80000", "#239200", "annual",
    ]  # fmt: skip


def test_the_tool_writes_the_files_that_are_shipped(folder: Path, tmp_path: Path) -> None:
    """From the national file they are the same byte for byte; from excerpts, the rows that these have."""
    source = tmp_path / "oews"
    source.mkdir()
    for name in ("national_M2025.csv", "state_M2025_excerpt.csv", "metro_M2025_excerpt.csv"):
        shutil.copy(DATA / name, source)
    write_wages(source, folder, "May 2025")
    assert (folder / NATIONAL).read_bytes() == (CATALOGUE_DIR / NATIONAL).read_bytes()
    shipped, made = (read_catalogue(place) for place in (CATALOGUE_DIR, folder))
    cells = set(map(str, shipped.cells["OEWS May 2025"]))
    assert 30 <= len(made.cells["OEWS May 2025"]) < len(cells)
    assert {str(cell) for cell in made.cells["OEWS May 2025"]} <= cells
    assert set(made.areas) <= set(shipped.areas)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "calls_to_action.yaml").unlink()
    with pytest.raises(FileNotFoundError, match=r"calls_to_action\.yaml"):
        read_catalogue(folder)
