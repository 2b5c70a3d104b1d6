"""Stands in for the maker of PDFs where nobody reads what it makes: it only takes in the page."""

import sys

if __name__ == "__main__":
    sys.stdin.buffer.read()
    sys.stdout.write("%PDF-1.7")
