from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "award.site"
    label = "site"
