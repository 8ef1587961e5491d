"""Tables whose rows documents print: saving and deleting goes through the services that rebuild them."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from accounts.admin_site import staff
from careers.staff_admin import StaffAdmin
from roles.services import delete_row, save_row


class DocumentedAdmin(StaffAdmin):
    """Every save and deletion rebuilds the documents that print the row, and is recorded."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        save_row(row=obj, changed=form.changed_data, by=staff(request))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        delete_row(row=obj, by=staff(request))
