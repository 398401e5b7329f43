"""Addresses of the public vote."""

from django.urls import path

from voting.ballots.views import voting

EDITION = "<slug:award>/<int:year>/"

urlpatterns = [
    path(f"{EDITION}finalister/", voting.finalists, name="finalists"),
    path(f"{EDITION}rosta/", voting.vote, name="vote"),
    path(f"{EDITION}rosta/bekrafta/<uuid:key>/", voting.confirm, name="vote_confirm"),
    path(f"{EDITION}rosta/kvitto/<uuid:key>/", voting.receipt, name="vote_receipt"),
    path(f"{EDITION}kvitto/", voting.check, name="receipt_check"),
]
