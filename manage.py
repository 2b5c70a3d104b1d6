#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

from styrmodell.environment import Misconfigured

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrmodell.settings")
    try:
        execute_from_command_line(sys.argv)
    except Misconfigured as error:
        sys.exit(str(error))
