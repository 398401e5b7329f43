"""Addresses of results."""

from django.urls import path

from voting.results.views import laboratory, result

EDITION = "<slug:award>/<int:year>/"

urlpatterns = [
    path(f"{EDITION}resultat/", result.result, name="result"),
    path(f"{EDITION}resultat/paket.zip", result.package, name="recount_package"),
    path(f"desk/{EDITION}resultat/", result.desk_results, name="desk_results"),
    path(f"desk/{EDITION}laboratorium/", laboratory.laboratory, name="desk_laboratory"),
]
