"""Recorded grades become pages: views of plain data, then HTML, Markdown, PDF and JSON.

No model is loaded; the same grades give the same bytes.
"""
