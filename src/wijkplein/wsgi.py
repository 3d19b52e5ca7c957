"""What the application server loads, with every address: the first visitor does not wait for what others read."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from wijkplein.starting import nothing_to_collect

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
with nothing_to_collect():
    application = get_wsgi_application()
    get_resolver().url_patterns  # noqa: B018  # asking for them is what loads them
