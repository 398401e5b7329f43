from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "voting.results"
    label = "results"
