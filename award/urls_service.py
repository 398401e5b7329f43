"""Addresses for machines and developers."""

from django.urls import path

from award.views import devmail, health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("dev/mail/", devmail.mail, name="devmail"),
]
