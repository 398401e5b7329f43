"""Addresses of the public pages of the programme."""

from django.urls import path

from award.programme.views import drawings, public

urlpatterns = [
    path("", public.front, name="front"),
    path("<slug:award>/", public.award_page, name="award_page"),
    path("<slug:award>/farger.css", drawings.colours, name="colours"),
    path("<slug:award>/fasetter.svg", drawings.field, name="facets"),
    path("<slug:award>/monogram/<str:letters>-<int:cut>.svg", drawings.initials, name="monogram"),
    path("<slug:award>/<int:year>/", public.edition, name="edition"),
]
