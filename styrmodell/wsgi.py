import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrmodell.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded now stays: the collector need not walk it again while it answers
