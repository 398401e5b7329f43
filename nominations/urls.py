"""Addresses of nominations: the public's, the nominee's and the organisers'."""

from django.urls import path

from nominations.views import answer, candidates, confirming, consent, desk, public, rulings

EDITION = "<slug:award>/<int:year>/"
DESK = f"desk/{EDITION}"
CANDIDATE = f"{DESK}kandidater/<int:candidate>/"

urlpatterns = [
    path(f"{EDITION}nominera/", public.nominate, name="nominate"),
    path(f"{EDITION}nominera/tack/<uuid:key>/", confirming.sent, name="nomination_sent"),
    path(f"{EDITION}nominera/bekrafta/<uuid:key>/", confirming.confirm, name="nomination_confirm"),
    path(f"{EDITION}svar/<uuid:key>/", answer.answer, name="candidate_answer"),
    path(f"{EDITION}svar/<uuid:key>/ny-lank/", answer.renew, name="candidate_renew"),
    path(f"{DESK}nomineringar/", desk.nominations, name="desk_nominations"),
    path(f"{DESK}nomineringar/fil.csv", desk.export, name="desk_nominations_csv"),
    path(f"{DESK}nomineringar/<int:nomination>/", desk.nomination, name="desk_nomination"),
    path(f"{DESK}svar/", consent.answers, name="desk_answers"),
    path(f"{DESK}svar/fraga-alla/", consent.ask_all, name="desk_ask_all"),
    path(f"{DESK}svar/onskemal/<int:wish>/", consent.answer_wish, name="desk_wish"),
    path(f"{DESK}kandidater/", candidates.candidates, name="desk_candidates"),
    path(CANDIDATE, candidates.candidate, name="desk_candidate"),
    path(f"{CANDIDATE}informera/", consent.inform_candidate, name="desk_inform"),
    path(f"{CANDIDATE}underrattad/", consent.told, name="desk_told"),
    path(f"{CANDIDATE}svarat/", consent.noted, name="desk_noted"),
    path(f"{CANDIDATE}brev/", consent.letter, name="desk_letter"),
    path(f"{CANDIDATE}portratt/", candidates.take_portrait_away, name="desk_portrait"),
    path(f"{CANDIDATE}som-det-ar/", rulings.as_is, name="desk_as_is"),
    path(f"{CANDIDATE}sla-ihop/", candidates.merge, name="desk_merge"),
    path(f"{CANDIDATE}far-inte-valjas/", rulings.rule_out, name="desk_rule_out"),
    path(f"{CANDIDATE}far-valjas/", rulings.let_in, name="desk_let_in"),
    path(f"{CANDIDATE}skydda/", rulings.protect_identity, name="desk_protect"),
    path(f"{CANDIDATE}radera/", rulings.erase, name="desk_erase"),
]
