from styrmodell.models.access import LoginAttempt
from styrmodell.models.decisions import Decision, cited
from styrmodell.models.documents import GoverningDocument
from styrmodell.models.organisation import Body, Department, Place, Service
from styrmodell.models.steering import CoreValue, Outlook, SteeringModel, YearEvent
from styrmodell.models.synonyms import Synonym

__all__ = [
    "Body",
    "CoreValue",
    "Decision",
    "Department",
    "GoverningDocument",
    "LoginAttempt",
    "Outlook",
    "Place",
    "Service",
    "SteeringModel",
    "Synonym",
    "YearEvent",
    "cited",
]
