"""Batches: a table of submissions in, a journal while it runs, a folder of results out."""
