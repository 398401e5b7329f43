from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "award.mail"
    label = "mail"
