"""Addresses of nominations: the public's, the nominee's and the organisers'."""

from django.urls import path

from nominations.views import answer, candidates, confirming, desk, public

EDITION = "<slug:award>/<int:year>/"
DESK = f"desk/{EDITION}"
CANDIDATE = f"{DESK}kandidater/<int:candidate>/"

urlpatterns = [
    path(f"{EDITION}nominera/", public.nominate, name="nominate"),
    path(f"{EDITION}nominera/tack/<uuid:key>/", confirming.sent, name="nomination_sent"),
    path(f"{EDITION}nominera/bekrafta/<uuid:key>/", confirming.confirm, name="nomination_confirm"),
    path(f"{EDITION}svar/<uuid:key>/", answer.answer, name="candidate_answer"),
    path(f"{DESK}nomineringar/", desk.nominations, name="desk_nominations"),
    path(f"{DESK}nomineringar/fil.csv", desk.export, name="desk_nominations_csv"),
    path(f"{DESK}nomineringar/<int:nomination>/", desk.nomination, name="desk_nomination"),
    path(f"{DESK}kandidater/", candidates.candidates, name="desk_candidates"),
    path(CANDIDATE, candidates.candidate, name="desk_candidate"),
    path(f"{CANDIDATE}informera/", candidates.inform_candidate, name="desk_inform"),
    path(f"{CANDIDATE}underrattad/", candidates.told, name="desk_told"),
    path(f"{CANDIDATE}portratt/", candidates.take_portrait_away, name="desk_portrait"),
    path(f"{CANDIDATE}sla-ihop/", candidates.merge, name="desk_merge"),
]
