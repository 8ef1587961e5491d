"""Django's admin with this site's name and start page."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class StaffAdminSite(admin.AdminSite):
    site_header = _("Careers desk")
    site_title = _("Careers desk")
    index_title = _("Today")
    enable_nav_sidebar = False
