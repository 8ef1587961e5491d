"""Addresses of applying, thanks and confirming."""

from django.urls import path

from roles import converters  # noqa: F401 - registers <role:slug> and <pair:pair>
from roles.applications import views

urlpatterns = [
    path("roles/<role:slug>/apply/", views.role_apply, name="role_apply"),
    path("applications/thanks/<uuid:public_id>/", views.application_thanks, name="application_thanks"),
    path("applications/confirm/<str:token>/", views.application_confirm, name="application_confirm"),
]
