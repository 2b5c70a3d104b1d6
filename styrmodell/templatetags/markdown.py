from django import template

from styrmodell.markdown import to_html

register = template.Library()
register.filter("markdown", to_html)
