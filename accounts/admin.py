"""Staff and what they did, for administrators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from careers.staff_admin import ReadOnlyAdmin, StaffAdmin

from . import trail
from .admin_forms import AddStaffForm, ChangeStaffForm
from .admin_site import desk, staff
from .models import AuditEntry, User
from .services import create_staff, update_staff


@admin.register(User)
class UserAdmin(StaffAdmin):
    """Staff are invited by address and group; nobody is deleted, because the history names them."""

    list_display = ["email", "name", "in_groups", "is_active", "last_login"]
    search_fields = ["email", "name"]
    list_filter = ["groups", "is_active"]
    readonly_fields = ["email", "last_login", "date_joined"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("groups")

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> User | None:
        """By number alone."""
        return self.get_queryset(request).filter(pk=object_id).first() if object_id.isdecimal() else None

    @admin.display(description=gettext_lazy("groups"))
    def in_groups(self, user: User) -> str:
        return ", ".join(group.name for group in user.groups.all())

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        kwargs["form"] = ChangeStaffForm if change else AddStaffForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["email", "name", "group"]
        return ["email", "name", "is_active", "groups", "last_login", "date_joined"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return list(self.readonly_fields) if obj is not None else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        data = form.cleaned_data
        if change:
            try:
                update_staff(
                    user=obj,
                    by=staff(request),
                    name=data["name"],
                    is_active=data["is_active"],
                    groups=list(data["groups"]),
                )
            except ValueError:
                messages.error(request, _("You cannot shut yourself out. Ask another administrator."))
            return
        user, password = create_staff(
            email=data["email"], group=data["group"].name, name=data["name"], by=staff(request)
        )
        obj.pk = user.pk
        messages.warning(
            request,
            _("The password of %(email)s is %(password)s. It is shown this once; pass it on safely.")
            % {"email": user.email, "password": password},
        )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The services have set the groups."""


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what, newest first. Only ever added to."""

    list_display = ["at", "sentence"]
    list_filter = ["action"]
    list_select_related = ["actor"]
    search_fields = ["subject_id", "=action"]
    show_full_result_count = False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list with the sentences of the page that is shown, made together."""
        changelist = super().get_changelist_instance(request)
        entries = list(changelist.result_list)
        words = trail.sentences(entries, reader=staff(request))
        for entry in entries:
            entry.words = words[entry.pk]  # type: ignore[attr-defined]  # read by ``sentence``
        changelist.result_list = entries
        return changelist

    @admin.display(description=gettext_lazy("what happened"))
    def sentence(self, entry: Any) -> SafeString:
        words: SafeString = entry.words
        return words


admin.site.unregister(Group)  # Django's own lets people change what the table in code says


@admin.register(Group)
class GroupAdmin(ReadOnlyAdmin):
    """Groups and their permissions are a table in code; ``sync_groups`` writes them."""

    list_display = ["name"]
    fields = ["name", "permitted"]

    @admin.display(description=gettext_lazy("permissions"))
    def permitted(self, group: Group) -> str:
        return ", ".join(sorted(str(row) for row in group.permissions.values_list("codename", flat=True)))


LATELY, READ = 10, 60  # lines shown, and entries read for them: a long spell of saving is one line


def _changed(detail: Mapping[str, Any]) -> str:
    """What became of a member of staff."""
    if detail.get("is_active") is False:
        return _("{who} shut {what} out")
    if detail.get("is_active") is True:
        return _("{who} let {what} in again")
    return _("{who} put {what} into {groups}") if detail.get("groups") else _("{who} changed {what}")


trail.say({"staff.create": gettext_lazy("{who} added {what} to {group}"), "staff.change": _changed})


def lately(request: HttpRequest) -> dict[str, Any]:
    """The last entries of the audit trail, in words."""
    entries = AuditEntry.objects.select_related("actor").order_by("-pk")[:READ]
    return {"happenings": trail.happenings(entries, reader=staff(request), most=LATELY)}


desk().register_block(lately, permission="accounts.view_auditentry", template="admin/blocks/lately.html", order=90)
