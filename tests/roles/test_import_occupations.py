"""import_occupations: an O*NET release in either layout, each fact with its release and month."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError

from roles import documents
from roles.importers.onet_layout import LAYOUTS
from roles.models import (
    Occupation,
    OccupationEducation,
    OccupationProfile,
    OccupationRelation,
    OccupationSkill,
    OccupationSoftware,
    OccupationTask,
    OccupationTitle,
    WageFile,
    WageRelease,
    WageSource,
)
from tests.starter import load_main_guides

from .official_files import ONET, PROJECTIONS, row_counts, run, spoiled_onet

pytestmark = pytest.mark.django_db


def import_onet(folder: Path = ONET, **options: object) -> str:
    return run("import_occupations", folder, **options)


def lines(name: str) -> list[list[str]]:
    """The cells of a table, read without the importer."""
    return [line.split("\t") for line in (ONET / f"{name}.txt").read_text().splitlines()[1:]]


def month(text: str) -> date:
    return date(int(text[3:]), int(text[:2]), 1)


def older_layout(folder: Path) -> Path:
    """The same facts as release 30.2 would give them: other files, other names of columns."""
    copy = Path(shutil.copytree(ONET, folder / "older"))
    renamed = {
        "Job Titles": ("Alternate Titles", {"Job Title": "Alternate Title"}),
        "Software Skills": (
            "Technology Skills",
            {"Workplace Example": "Example", "Element ID": "Commodity Code", "Element Name": "Commodity Title"},
        ),
        "Education": ("Education, Training, and Experience", {}),
        "Education Categories": ("Education, Training, and Experience Categories", {}),
    }
    for new, (old, columns) in renamed.items():
        header, *rows = (copy / f"{new}.txt").read_bytes().decode().split("\r\n")
        names = [columns.get(name, name) for name in header.split("\t")]
        (copy / f"{old}.txt").write_bytes("\r\n".join(["\t".join(names), *rows]).encode())
        (copy / f"{new}.txt").unlink()
    essential, transferable = copy / "Essential Skills.txt", copy / "Transferable Skills.txt"
    (copy / "Skills.txt").write_bytes(essential.read_bytes() + transferable.read_bytes().split(b"\r\n", 1)[1])
    essential.unlink()
    transferable.unlink()
    read_me = copy / "Read Me.txt"
    read_me.write_text(read_me.read_text().replace("30.3", "30.2").replace("May 2026", "February 2026"))
    return copy


# --- facts -------------------------------------------------------------------------------


def test_every_occupation_stands_under_its_soc_code_with_its_description_and_zone() -> None:
    import_onet()
    rows = lines("Occupation Data")
    assert Occupation.objects.filter(scheme="onet").count() == len(rows)
    assert Occupation.objects.filter(scheme="soc").count() == len({row[0][:7] for row in rows})
    zones = {row[0]: row for row in lines("Job Zones")}
    for code, title, description in rows:
        profile = OccupationProfile.objects.select_related("occupation__parent").get(occupation__code=code)
        assert (profile.occupation.title, profile.description) == (title, description)
        assert profile.occupation.parent is not None
        assert profile.occupation.parent.code == code[:7]
        expected = (int(zones[code][1]), month(zones[code][2])) if code in zones else (None, None)
        assert (profile.job_zone, profile.dated_on) == expected
    assert Occupation.objects.get(code="15-1299").title == "Computer Occupations, All Other"


def test_titles_tasks_and_software_equal_their_lines() -> None:
    import_onet()
    titles = {(row[0], row[1], "" if row[2] == "n/a" else row[2]) for row in lines("Job Titles")}
    assert set(OccupationTitle.objects.values_list("occupation__code", "title", "short_title")) == titles
    tasks = {(row[0], int(row[1]), row[2], month(row[5])) for row in lines("Task Statements")}
    assert set(OccupationTask.objects.values_list("occupation__code", "task_id", "task", "dated_on")) == tasks
    assert OccupationTask.objects.filter(kind="core").count() == sum(r[3] == "Core" for r in lines("Task Statements"))
    software = {(*row[:4], row[4] == "Y", row[5] == "Y") for row in lines("Software Skills")}
    columns = ("occupation__code", "name", "category_code", "category", "is_hot", "is_in_demand")
    assert set(OccupationSoftware.objects.values_list(*columns)) == software


def test_titles_are_found_in_any_case_by_whole_title_or_prefix() -> None:
    import_onet()
    found = OccupationTitle.objects.filter(folded__startswith="software e").values_list("title", flat=True)
    assert {"Software Engineer", "Software Engineering Director"} <= set(found)
    assert OccupationTitle.objects.get(folded="technical project manager").occupation.code == "15-1299.09"
    short = OccupationTitle.objects.exclude(short_title="").first()
    assert short is not None
    assert short in OccupationTitle.objects.filter(short_folded=short.short_title.lower())


def test_skills_have_importance_and_level_beside_each_other() -> None:
    import_onet()
    rows = [*lines("Essential Skills"), *lines("Transferable Skills")]
    assert OccupationSkill.objects.count() == len({(row[0], row[1]) for row in rows})
    for code, element, name, scale, value, *rest in rows:
        skill = OccupationSkill.objects.get(occupation__code=code, element_id=element)
        stored = skill.importance if scale == "IM" else skill.level
        suppressed = "Y" in (rest[4], rest[5])
        assert (skill.name, stored) == (name, None if suppressed else Decimal(value))
        assert skill.dated_on == month(rest[6])


def test_education_is_in_per_cent_of_the_asked_with_the_releases_own_words() -> None:
    import_onet()
    labels = {row[3]: row[4] for row in lines("Education Categories")}
    rows = [row for row in lines("Education") if row[3] == "RL"]
    assert OccupationEducation.objects.count() == len(rows)
    for row in rows:
        fact = OccupationEducation.objects.get(occupation__code=row[0], category=row[4])
        assert (fact.scale, fact.label, fact.percent) == ("RL", labels[row[4]], Decimal(row[5]))


def test_related_occupations_are_directed_and_tiered() -> None:
    import_onet()
    expected = {(row[0], row[1], row[2].lower().replace("-", "_"), int(row[3])) for row in lines("Related Occupations")}
    columns = ("occupation__code", "related__code", "tier", "position")
    assert set(OccupationRelation.objects.values_list(*columns)) == expected


def test_the_release_names_itself_and_every_file_is_noted() -> None:
    import_onet()
    release = WageRelease.objects.get()
    assert (release.label, release.covers, release.released_on) == ("O*NET 30.3", "May 2026", None)
    assert "O*NET 30.3 Database" in release.source.attribution
    assert "Careers has modified" in release.source.attribution
    assert WageFile.objects.count() == 10
    assert OccupationTask.objects.exclude(release=release).count() == 0


# --- layouts -----------------------------------------------------------------------------


def test_the_older_layout_gives_the_same_facts(tmp_path: Path) -> None:
    told = import_onet(older_layout(tmp_path))
    assert "O*NET 30.2" in told
    older = {name: count for name, count in row_counts().items() if name.startswith("Occupation")}
    again = import_onet()
    for model in (OccupationTitle, OccupationTask, OccupationSoftware, OccupationSkill, OccupationEducation):
        # Each release keeps its own rows; between these two nothing differs.
        assert model._default_manager.count() == 2 * older[model.__name__]
    assert again.count("Against O*NET 30.2: added 0, changed 0, gone 0.") == 7


def test_the_scale_rq_of_31_0_is_kept_beside_rl(tmp_path: Path) -> None:
    row = next(line for line in (ONET / "Education.txt").read_text().splitlines() if "\tRL\t6\t" in line)
    folder = spoiled_onet(tmp_path, "Education.txt", lambda text: f"{text}{row.replace('RL', 'RQ')}\r\n")
    import_onet(folder)
    fact = OccupationEducation.objects.get(scale="RQ")
    assert (fact.category, fact.label) == (6, "")  # the release has no words for it: none are made up
    assert OccupationEducation.objects.filter(scale="RL").count() == 24


def test_what_the_publisher_would_suppress_is_not_shown(tmp_path: Path) -> None:
    def suppress(text: str) -> str:
        header, first, *rest = text.split("\r\n")
        cells = first.split("\t")
        cells[10] = "Y"
        return "\r\n".join([header, "\t".join(cells), *rest])

    first = lines("Education")[0]
    import_onet(spoiled_onet(tmp_path, "Education.txt", suppress))
    assert OccupationEducation.objects.get(occupation__code=first[0], category=first[4]).percent is None
    assert OccupationEducation.objects.filter(percent=None).count() == 1


def test_a_quotation_mark_is_a_letter_like_any_other(tmp_path: Path) -> None:
    folder = spoiled_onet(tmp_path, "Job Titles.txt", lambda text: f'{text}15-1252.00\t"Full Stack" Coder\tn/a\t08\r\n')
    import_onet(folder)
    assert OccupationTitle.objects.filter(title='"Full Stack" Coder').exists()


# --- again, dry, with others -------------------------------------------------------------


def test_the_same_release_again_adds_nothing_and_a_dry_run_writes_nothing() -> None:
    empty = row_counts()
    dry = import_onet(dry_run=True)
    assert row_counts() == empty
    wet = import_onet()
    assert dry.splitlines()[:-1] == wet.splitlines()[:-1]
    full = row_counts()
    again = import_onet()
    assert row_counts() == full
    assert again.splitlines()[-1] == "O*NET 30.3: nothing added; guides touched: 0."


@pytest.mark.parametrize("first", ["catalogue", "import"])
def test_the_catalogue_and_the_release_agree_in_either_order(first: str) -> None:
    steps: list[Callable[[], object]] = [load_main_guides, import_onet]
    for step in steps if first == "catalogue" else reversed(steps):
        step()
    assert WageSource.objects.filter(title="O*NET 30.3 Database").count() == 1
    assert WageRelease.objects.filter(label="O*NET 30.3").count() == 1
    title = OccupationTitle.objects.get(title="IT Project Manager (Information Technology Project Manager)")
    assert title.short_title == "IT Project Manager"
    assert documents.differing() == []


def test_titles_of_the_projections_take_the_capitals_of_the_release() -> None:
    run("import_projections", PROJECTIONS)
    assert Occupation.objects.get(code="15-1299").title == "Computer occupations, all other"
    import_onet()
    assert Occupation.objects.get(code="15-1299").title == "Computer Occupations, All Other"


# --- refusals ------------------------------------------------------------------------------


def refusal(folder: Path) -> str:
    before = row_counts()
    with pytest.raises(CommandError, match="nothing was written") as refused:
        import_onet(folder)
    assert row_counts() == before
    return str(refused.value)


ALL_FILES = sorted({source.file for layouts in LAYOUTS.values() for source in layouts[0]})


@pytest.mark.parametrize("file", [*ALL_FILES, "Read Me.txt"])
def test_a_file_that_is_missing_or_cut_off_refuses_the_release(tmp_path: Path, file: str) -> None:
    cut = spoiled_onet(
        tmp_path, file, lambda text: text[: len(text) * 2 // 3 - 1] if file != "Read Me.txt" else "Hello"
    )
    assert file in refusal(cut)
    (cut / file).unlink()
    assert file in refusal(cut)


def _row(file: str, **cells: str) -> Callable[[str], str]:
    """The first row of a table with other cells."""

    def change(text: str) -> str:
        header, first, *rest = text.split("\r\n")
        row = dict(zip(header.split("\t"), first.split("\t"), strict=True))
        row.update({name.replace("_", " ").replace("ONET", "O*NET-SOC"): value for name, value in cells.items()})
        return "\r\n".join([header, "\t".join(row.values()), *rest])

    return change


@pytest.mark.parametrize(
    ("file", "cells", "why"),
    [
        ("Job Zones.txt", {"Job_Zone": "6"}, "line 2, column Job Zone: 6 does not lie between 1 and 5"),
        ("Job Zones.txt", {"Date": "2023-08"}, "is not a month such as 08/2023"),
        ("Job Titles.txt", {"ONET_Code": "99-9999.99"}, "not in the release’s list of occupations"),
        ("Job Titles.txt", {"ONET_Code": "15-1252"}, "is no code such as"),
        ("Job Titles.txt", {"Job_Title": ""}, "column Job Title: is empty"),
        ("Task Statements.txt", {"Task_Type": "Odd"}, "is neither Core nor Supplemental"),
        ("Task Statements.txt", {"Task_ID": "-1"}, "is negative"),
        ("Software Skills.txt", {"Hot_Technology": "yes"}, "is neither Y nor N"),
        ("Related Occupations.txt", {"Relatedness_Tier": "Far"}, "is no known tier"),
        ("Essential Skills.txt", {"Data_Value": "5.01"}, "does not lie between 1 and 5"),
        ("Education.txt", {"Data_Value": "100.5"}, "does not lie between 0 and 100"),
        ("Education Categories.txt", {"Category_Description": ""}, "is empty"),
    ],
)
def test_a_bad_cell_refuses_the_release(tmp_path: Path, file: str, cells: dict[str, str], why: str) -> None:
    told = refusal(spoiled_onet(tmp_path, file, _row(file, **cells)))
    assert file in told
    assert why in told


def test_an_occupation_related_to_itself_and_two_tellings_of_one_fact_are_refused(tmp_path: Path) -> None:
    first = lines("Related Occupations")[0]
    itself = f"{first[0]}\t{first[0]}\tSupplemental\t20\r\n"
    assert "not related to itself" in refusal(
        spoiled_onet(tmp_path / "a", "Related Occupations.txt", lambda text: text + itself)
    )
    other = "\t".join([*first[:2], "Supplemental", "19"])
    told = refusal(spoiled_onet(tmp_path / "b", "Related Occupations.txt", lambda text: f"{text}{other}\r\n"))
    assert "says otherwise than an earlier line" in told


def test_a_stored_fact_that_differs_refuses_the_release_and_names_both_values(tmp_path: Path) -> None:
    import_onet()
    code, number, task = lines("Task Statements")[0][:3]
    told = refusal(
        spoiled_onet(tmp_path, "Task Statements.txt", lambda text: text.replace(task, "Do something else.", 1))
    )
    expected = f"{code} {number}, O*NET 30.3: task is stored as {task}, the file says Do something else."
    assert f"Task Statements.txt: {expected}" in told
