"""Readers of reference documents: Markdown, tables, ready criteria; each gives a Document."""
