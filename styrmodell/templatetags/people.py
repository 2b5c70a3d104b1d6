from django import template

from styrmodell.people import name_of

register = template.Library()
register.filter("person", name_of)
