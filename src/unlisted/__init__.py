"""unlisted: find out, on your own machine, where the facts about you that must not be findable can be found."""

__version__ = "0.1.0"
