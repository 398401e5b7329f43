"""Addresses of the public vote."""

from django.urls import path

from voting.ballots.views import confirming, handing_over, public, voting

EDITION = "<slug:award>/<int:year>/"

urlpatterns = [
    path(f"{EDITION}finalister/", public.finalists, name="finalists"),
    path(f"{EDITION}rosta/", voting.vote, name="vote"),
    path(f"{EDITION}rosta/bekrafta/<uuid:key>/", confirming.confirm, name="vote_confirm"),
    path(f"{EDITION}rosta/kvitto/<uuid:key>/", confirming.receipt, name="vote_receipt"),
    path(f"{EDITION}rosta/nasta/", handing_over.next_person, name="vote_next"),
    path(f"{EDITION}kvitto/", public.check, name="receipt_check"),
]
