from django.apps import AppConfig


class JuryConfig(AppConfig):
    name = "voting.jury"
    label = "jury"
