"""Addresses of complaints, for everybody and for organisers."""

from django.urls import path

from voting.complaints.views import desk, public

COMPLAINTS = "<slug:award>/<int:year>/klagomal/"

urlpatterns = [
    path(COMPLAINTS, public.complaints, name="complaints"),
    path(f"{COMPLAINTS}<uuid:key>/", public.complaint, name="complaint"),
    path(f"desk/{COMPLAINTS}", desk.complaints, name="desk_complaints"),
]
