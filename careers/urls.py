"""Every address of the site. Order matters only between /roles/<slug>/ and what stands below it."""

from django.contrib import admin
from django.urls import include, path

from careers import errors, health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("roles.applications.urls")),
    path("", include("roles.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
