"""Addresses of the public pages of the programme."""

from django.urls import path

from award.programme.views import public

urlpatterns = [
    path("", public.front, name="front"),
    path("<slug:award>/", public.award_page, name="award_page"),
    path("<slug:award>/farger.css", public.colours, name="colours"),
    path("<slug:award>/<int:year>/", public.edition, name="edition"),
]
