"""Recorded grades as pages for interviewers."""
