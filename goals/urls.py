from django.urls import path

from goals.views.about import about
from goals.views.films import film
from goals.views.media import file

urlpatterns = [
    path("om/", about, name="about"),
    path("film/<slug:slug>/", film, name="film"),
    path("media/<path:name>", file, name="media"),
]
