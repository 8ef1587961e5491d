"""Working names for a role, from an official title."""

from __future__ import annotations

import pytest

from roles.naming import article, plural, singular


@pytest.mark.parametrize(
    ("official", "one"),
    [
        ("Project Management Specialists", "Project Management Specialist"),
        ("Computer and Information Systems Managers", "Computer and Information Systems Manager"),
        ("Secretaries", "Secretary"),
        ("Dispatches", "Dispatch"),
        ("Actresses", "Actress"),
        ("Nurses", "Nurse"),
        ("Boss", "Boss"),
        ("Faculty", "Faculty"),
        ("Computer Occupations, All Other", "Computer Occupations, All Other"),
        ("Supervisors of Clerks", "Supervisors of Clerks"),
        ("Accountants and Auditors", "Accountants and Auditors"),
    ],
)
def test_one_of_those_an_official_title_names(official: str, one: str) -> None:
    assert singular(official) == one


@pytest.mark.parametrize(
    ("one", "more"),
    [("Data Planner", "Data Planners"), ("Secretary", "Secretaries"), ("Envoy", "Envoys"), ("Coach", "Coaches")],
)
def test_more_of_them(one: str, more: str) -> None:
    assert plural(one) == more


@pytest.mark.parametrize(
    ("title", "official", "more"),
    [
        (
            "Market Research Analysts and Marketing Specialists",
            "Market Research Analysts and Marketing Specialists",
            "Market Research Analysts and Marketing Specialists",
        ),
        ("Project Management Specialist", "Project Management Specialists", "Project Management Specialists"),
        ("Computer Occupations, All Other", "Computer Occupations, All Other", "Computer Occupations, All Other"),
        ("Faculty", "Faculty", "Faculty"),
        ("Scrum Master", "Project Management Specialists", "Scrum Masters"),
    ],
)
def test_an_official_title_is_plural_already(title: str, official: str, more: str) -> None:
    assert plural(title, official) == more


def test_the_article_goes_by_the_first_letter() -> None:
    assert (article("Engineer"), article("planner"), article("")) == ("an", "a", "a")
