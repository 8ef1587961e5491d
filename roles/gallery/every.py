"""Every entry of guides, comparisons, lists, forms and the desk."""

from . import (
    compare,
    domains,
    forms,
    foundations,
    guide,
    known,
    lists,
    paths,
    pay,
    places,
    provenance,
    salaries,
    skills,
    staff,
)

ENTRIES = tuple(
    entry
    for module in (
        foundations,
        guide,
        pay,
        places,
        salaries,
        provenance,
        lists,
        compare,
        paths,
        domains,
        skills,
        known,
        forms,
        staff,
    )
    for entry in module.ENTRIES
)
