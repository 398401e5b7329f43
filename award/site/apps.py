from django.apps import AppConfig
from django.conf import settings


class SiteConfig(AppConfig):
    name = "award.site"
    label = "site"

    def ready(self) -> None:
        from award.site.production import refuse_unsafe  # noqa: PLC0415 (its checks sign up)

        if settings.PRODUCTION:
            refuse_unsafe()
