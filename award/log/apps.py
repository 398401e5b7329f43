from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "award.log"
    label = "log"

    def ready(self) -> None:
        from award.log import checks  # noqa: F401, PLC0415 (signs up)
