from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Staff"
    default = True


class StaffAdminConfig(admin_apps.AdminConfig):
    """Django's own admin with the site's index, menu and look."""

    default = False
    default_site = "accounts.admin_site.StaffAdminSite"
