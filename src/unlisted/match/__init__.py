"""Facts compiled once; a batch of documents in, the facts seen in each out. Pure.

A quick scan of the coarse skeleton of the whole batch proposes candidates; each is folded, verified by the patterns of
its kind and weighed. What comes out names facts, parts and strengths, and never a word of the document.
"""

from unlisted.match.found import Found, Hit
from unlisted.match.manner import Manner, manner_of
from unlisted.match.matcher import MATCHER_VERSION, Matcher, compile_facts

__all__ = ["MATCHER_VERSION", "Found", "Hit", "Manner", "Matcher", "compile_facts", "manner_of"]
