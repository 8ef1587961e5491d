from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "roles.applications"
    label = "applications"
    verbose_name = "Applications"

    def ready(self) -> None:
        from careers.outbox.registry import register
        from roles.applications import handlers

        register("application.received", handlers.send_confirmation_mail)
