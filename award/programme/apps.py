from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "award.programme"
    label = "programme"
