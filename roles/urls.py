"""Public addresses of guides, comparisons and the pages about them."""

from django.urls import include, path

from roles import converters  # noqa: F401 - registers <role:slug>, <skill:slug> and <pair:pair>
from roles.api import v1
from roles.views import (
    api_docs,
    browse,
    compare,
    discovery,
    domains,
    home,
    pages,
    paths,
    report,
    roles,
    salaries,
    skills,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("roles/", browse.role_list, name="role_list"),
    path("roles/<role:slug>/", roles.role_detail, name="role_detail"),
    path("roles/<role:slug>.json", roles.role_json, name="role_json"),
    path("roles/<role:slug>/report/", report.role_report, name="role_report"),
    path("domains/<slug:slug>/", domains.domain_detail, name="domain_detail"),
    path("skills/", skills.skill_list, name="skill_list"),
    path("skills/<skill:slug>/", skills.skill_detail, name="skill_detail"),
    path("salaries/", salaries.salaries, name="salaries"),
    path("salaries.csv", salaries.salaries_csv, name="salaries_csv"),
    path("salaries/<role:slug>/", salaries.role_salaries, name="role_salaries"),
    path("salaries/<role:slug>.csv", salaries.role_salaries_csv, name="role_salaries_csv"),
    path("compare/", compare.compare_picker, name="compare_picker"),
    path("compare/<pair:pair>/", compare.compare_pair, name="compare_pair"),
    path("compare/<pair:pair>.json", compare.compare_pair_json, name="compare_pair_json"),
    path("paths/", paths.path_picker, name="path_picker"),
    path("paths/<role:start>/<role:goal>/", paths.path_detail, name="path_detail"),
    path("methodology/", pages.methodology, name="methodology"),
    path("changes/", pages.changes, name="changes"),
    path("privacy/", pages.privacy, name="privacy"),
    path("my-skills/", pages.my_skills, name="my_skills"),
    path("api/v1/docs", api_docs.api_docs, name="api_docs"),
    path("api/v1/", include(v1.urlpatterns)),
    path("sitemap.xml", discovery.sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", discovery.sitemap_section, name="sitemap_section"),
    path("robots.txt", discovery.robots, name="robots"),
    path(".well-known/security.txt", discovery.security, name="security"),
    path("favicon.ico", discovery.favicon, name="favicon"),
    path("apple-touch-icon.png", discovery.apple_touch_icon, name="apple_touch_icon"),
    path("site.webmanifest", discovery.manifest, name="manifest"),
]
