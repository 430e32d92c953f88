"""Folding text so that every spelling of a fact can be compared, with the way back to where it stood. Pure."""
