"""Addresses of nominations: the public's, the nominee's and the organisers'."""

from django.urls import path

from nominations.views import answer, desk, public

EDITION = "<slug:award>/<int:year>/"
DESK = f"desk/{EDITION}"

urlpatterns = [
    path(f"{EDITION}nominera/", public.nominate, name="nominate"),
    path(f"{EDITION}nominera/tack/<uuid:key>/", public.sent, name="nomination_sent"),
    path(f"{EDITION}nominera/bekrafta/<uuid:key>/", public.confirm, name="nomination_confirm"),
    path(f"{EDITION}svar/<uuid:key>/", answer.answer, name="candidate_answer"),
    path(f"{DESK}nomineringar/", desk.nominations, name="desk_nominations"),
    path(f"{DESK}nomineringar/<int:nomination>/", desk.nomination, name="desk_nomination"),
    path(f"{DESK}kandidater/", desk.candidates, name="desk_candidates"),
    path(f"{DESK}kandidater/<int:candidate>/", desk.candidate, name="desk_candidate"),
    path(f"{DESK}kandidater/<int:candidate>/informera/", desk.inform_candidate, name="desk_inform"),
    path(f"{DESK}kandidater/<int:candidate>/sla-ihop/", desk.merge, name="desk_merge"),
]
