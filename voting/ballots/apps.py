from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "voting.ballots"
    label = "ballots"
