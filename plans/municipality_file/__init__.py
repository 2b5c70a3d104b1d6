"""The whole municipality in one JSON file, in and out. The format is `plans/municipality.schema.json`."""

from plans.municipality_file.exporting import dumps, export
from plans.municipality_file.loading import LoadRefused, load
from plans.municipality_file.problems import Problem

__all__ = ["LoadRefused", "Problem", "dumps", "export", "load"]
