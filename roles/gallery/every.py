"""Every entry of guides, comparisons, lists, forms and the desk."""

from . import compare, forms, foundations, guide, lists, pay, staff

ENTRIES = tuple(entry for module in (foundations, guide, pay, lists, compare, forms, staff) for entry in module.ENTRIES)
