"""Addresses of the jury."""

from django.urls import path

from voting.jury.views import comments, desk, juror, recusing

EDITION = "<slug:award>/<int:year>/"

urlpatterns = [
    path("jury/", juror.home, name="jury_home"),
    path(f"jury/{EDITION}", juror.edition, name="jury_edition"),
    path(f"jury/{EDITION}kommentarer/", comments.for_the_jury, name="jury_comments"),
    path(f"jury/{EDITION}<int:entry>/", juror.entry, name="jury_entry"),
    path(f"jury/{EDITION}<int:entry>/jav/", recusing.step_back, name="jury_step_back"),
    path(f"desk/{EDITION}jury/", desk.jury, name="desk_jury"),
    path(f"desk/{EDITION}jury/kommentarer/", comments.for_organisers, name="desk_jury_comments"),
    path(f"desk/{EDITION}jury/paminn/", desk.remind, name="desk_jury_remind"),
    path(f"desk/{EDITION}jury/<int:juror>/igen/", desk.juror_again, name="desk_jury_again"),
    path(f"desk/{EDITION}jury/<int:juror>/lamnar/", desk.juror_leaves, name="desk_jury_leaves"),
]
