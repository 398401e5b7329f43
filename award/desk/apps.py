from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "award.desk"
    label = "desk"
