"""Who may open what: a row for every address, a column for every role."""

from __future__ import annotations

ROLES = ("anonymous", "stranger", "foreign owner", "juror", "reader", "organiser", "owner")
# What each role gets, in the order of ROLES. "in": 200, or the page's own redirect.
PUBLIC = ("in",) * 7
SIGNED_IN = ("sign in", *("in",) * 6)
READS = ("sign in", "404", "404", "404", "in", "in", "in")
DECIDES = ("sign in", "404", "404", "404", "404", "in", "in")
OWNS = ("sign in", "404", "404", "404", "404", "404", "in")
JUDGES = ("sign in", "404", "404", "in", "404", "404", "404")
# A reader and an organiser of one edition alone have no part in the whole organisation.
READS_THE_WHOLE = OWNS
NOBODY_YET = ("404",) * 7
OWNS_SOMETHING = ("sign in", "404", "in", "404", "404", "404", "in")

# The prefixes of pages that django-allauth guards by itself, and that show a person only her own.
ACCOUNT = ("account_", "mfa_", "socialaccount_", "openid_connect_", "usersessions_")
# For machines and developers, or addressed by a secret key that only its owner was given.
OPEN_OR_BY_KEY = {
    "healthz",
    "readyz",
    "metrics",
    "devmail",
    "design",
    "design_drawing",
    "nomination_sent",
    "nomination_confirm",
    "candidate_answer",
    "candidate_renew",
    "not_me",
    "begin",
    "vote_confirm",
    "vote_receipt",
    "complaint",
    "witness",
}

GET = {
    "front": PUBLIC,
    "promises": PUBLIC,
    "privacy_everywhere": PUBLIC,
    "accessibility": PUBLIC,
    "award_page": PUBLIC,
    "colours": PUBLIC,
    "facets": PUBLIC,
    "monogram": PUBLIC,
    "edition": PUBLIC,
    "rules": PUBLIC,
    "rules_json": PUBLIC,
    "rules_schema": PUBLIC,
    "rules_version_json": PUBLIC,
    "nominate": PUBLIC,
    "finalists": PUBLIC,
    "vote": PUBLIC,
    "vote_next": PUBLIC,
    "receipt_check": PUBLIC,
    "result": PUBLIC,
    "years": PUBLIC,
    "complaints": PUBLIC,
    "privacy": PUBLIC,
    "recount_package": NOBODY_YET,
    "result_version": NOBODY_YET,
    "version_package": NOBODY_YET,
    "desk": SIGNED_IN,
    "account": SIGNED_IN,
    "unsent": SIGNED_IN,
    "jury_home": SIGNED_IN,
    "desk_new_award": OWNS_SOMETHING,
    "desk_new_edition": OWNS,
    "desk_edition": READS,
    "desk_rules": READS,
    "desk_rules_all": DECIDES,
    "desk_rules_part": DECIDES,
    "desk_rules_round": DECIDES,
    "desk_rules_add_round": DECIDES,
    "desk_programme": READS,
    "desk_people": READS,
    "desk_personal": DECIDES,
    "desk_person": DECIDES,
    "desk_person_json": DECIDES,
    "desk_person_html": DECIDES,
    "desk_person_erase": DECIDES,
    "desk_proposals": READS,
    "desk_organisation_log": READS_THE_WHOLE,
    "desk_log": READS,
    "desk_mail": READS,
    "desk_nominations": READS,
    "desk_nominations_csv": READS,
    "desk_candidates": READS,
    "desk_candidate": READS,
    "desk_answers": READS,
    "desk_letter": DECIDES,
    "desk_jury": READS,
    "desk_jury_comments": DECIDES,
    "desk_shortlist": READS,
    "desk_results": READS,
    "desk_complaints": READS,
    "desk_laboratory": READS,
    "desk_award": DECIDES,
    "desk_event": DECIDES,
    "desk_organisation": OWNS,
    "desk_register": OWNS,
    "desk_seniority": OWNS,
    "desk_new_category": DECIDES,
    "desk_category": DECIDES,
    "desk_new_partner": DECIDES,
    "desk_partner": DECIDES,
    "jury_edition": JUDGES,
    "jury_comments": JUDGES,
    "jury_entry": JUDGES,
}
POST = {
    "desk_show": DECIDES,
    "desk_proposal_decide": DECIDES,
    "desk_rules_extend": DECIDES,
    "desk_rules_remove_round": DECIDES,
    "desk_delete": DECIDES,
    "auditors_file": DECIDES,
    "desk_result_decision": DECIDES,
    "desk_result_correction": DECIDES,
    "desk_inform": DECIDES,
    "desk_ask_all": DECIDES,
    "desk_noted": DECIDES,
    "desk_rule_out": DECIDES,
    "desk_let_in": DECIDES,
    "desk_protect": DECIDES,
    "desk_erase": DECIDES,
    "desk_told": DECIDES,
    "desk_merge": DECIDES,
    "desk_portrait": DECIDES,
    "desk_as_is": DECIDES,
    "desk_jury_remind": DECIDES,
    "desk_jury_again": DECIDES,
    "desk_jury_leaves": DECIDES,
    "jury_step_back": JUDGES,
}
# Reached with an object that their own tests make (tests/nominations/test_rights.py, tests/voting/results/test_extra_vote_longer.py).
ELSEWHERE = {"desk_nomination", "desk_wish", "desk_extra_vote"}
