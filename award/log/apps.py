from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "award.log"
    label = "log"
