"""Before a decision: what lies before a body, what it changes and costs, what is missing, and what is said of it.

Everything is read from the frozen document, so that what is discussed is what was proposed.
"""
