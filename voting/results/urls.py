"""Addresses of results."""

from django.urls import path

from voting.results.views import deciding, desk, laboratory, lengthening, result, shortlist, years

EDITION = "<slug:award>/<int:year>/"
DESK = f"desk/{EDITION}resultat/"

urlpatterns = [
    path("<slug:award>/alla-ar/", years.all_years, name="years"),
    path(f"{EDITION}resultat/", result.result, name="result"),
    path(f"{EDITION}resultat/paket.zip", result.package, name="recount_package"),
    path(f"{EDITION}resultat/<int:number>/", result.version, name="result_version"),
    path(f"{EDITION}resultat/<int:number>/paket.zip", result.package, name="version_package"),
    path(f"desk/{EDITION}jury/finalister/", shortlist.shortlist, name="desk_shortlist"),
    path(DESK, desk.desk_results, name="desk_results"),
    path(f"{DESK}<int:number>/revisor.zip", desk.auditors_file, name="auditors_file"),
    path(f"{DESK}beslut/<slug:slug>/", deciding.decide, name="desk_result_decision"),
    path(f"{DESK}extra/<int:number>/", lengthening.lengthen, name="desk_extra_vote"),
    path(f"{DESK}rattelse/<slug:slug>/", deciding.correct, name="desk_result_correction"),
    path(f"desk/{EDITION}laboratorium/", laboratory.laboratory, name="desk_laboratory"),
]
