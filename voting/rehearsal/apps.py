from django.apps import AppConfig


class RehearsalConfig(AppConfig):
    name = "voting.rehearsal"
    label = "rehearsal"
