"""Feedwright turns a folder of article records into validated RSS, Atom and JSON feeds, one set per section."""

__version__ = "0.1.0"
