"""Which pairs of roles search engines are told of, and why: computed, looked at here."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from careers.staff_admin import ReadOnlyAdmin
from roles.models import PairStanding
from roles.standings import LACKING


@admin.register(PairStanding)
class PairStandingAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "is_indexed", "reasons", "differences", "sourced", "has_words", "own_words"]
    list_filter = ["is_indexed", "has_words"]
    list_select_related = ["first", "second"]
    search_fields = ["first__title", "second__title"]

    @admin.display(description=_("What it lacks"))
    def reasons(self, row: PairStanding) -> str:
        return "; ".join(str(LACKING[name]) for name in row.lacking) or "–"
