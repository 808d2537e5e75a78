"""Rubric files as text: parsing with positions, faults in plain words, writing."""
