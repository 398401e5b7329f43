"""Addresses that stand in mail."""

from django.urls import path

from award.mail.views.not_me import not_me

urlpatterns = [path("inte-jag/<str:token>/", not_me, name="not_me")]
