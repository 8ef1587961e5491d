"""Public addresses of guides, comparisons and the pages about them."""

from django.urls import path

from roles import converters  # noqa: F401 - registers <role:slug> and <pair:pair>
from roles.views import browse, compare, discovery, domains, home, pages, report, roles

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", browse.role_list, name="role_list"),
    path("roles/<role:slug>/", roles.role_detail, name="role_detail"),
    path("roles/<role:slug>.json", roles.role_json, name="role_json"),
    path("roles/<role:slug>/report/", report.role_report, name="role_report"),
    path("domains/<slug:slug>/", domains.domain_detail, name="domain_detail"),
    path("compare/<pair:pair>/", compare.compare_pair, name="compare_pair"),
    path("methodology/", pages.methodology, name="methodology"),
    path("changes/", pages.changes, name="changes"),
    path("privacy/", pages.privacy, name="privacy"),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", discovery.sitemap_section, name="sitemap_section"),
    path("robots.txt", discovery.robots, name="robots"),
    path(".well-known/security.txt", discovery.security, name="security"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path("site.webmanifest", discovery.manifest, name="manifest"),
]
