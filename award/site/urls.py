"""Addresses for machines and developers, and of the pages about the platform itself.

What is for machines stands here alone: the middleware answers it before all else.
"""

from django.urls import path

from award.site.views import design, devmail, health, pages, privacy

machines = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
]
developers = [
    path("dev/mail/", devmail.mail, name="devmail"),
    path("design/", design.design, name="design"),
    path("design/<str:kind>-<int:number>.svg", design.drawing, name="design_drawing"),
]
urlpatterns = [
    path("lofte/", pages.promises, name="promises"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", privacy.everywhere, name="privacy_everywhere"),
    path("<slug:award>/<int:year>/personuppgifter/", privacy.privacy, name="privacy"),
    path("desk/<slug:award>/<int:year>/register.txt", privacy.register, name="desk_register"),
]
