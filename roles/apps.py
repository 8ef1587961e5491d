from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "roles"
    verbose_name = "Guides"

    def ready(self) -> None:
        from careers.outbox.registry import register
        from roles import documents

        register("documents.rebuild", documents.rebuild_from_event)
