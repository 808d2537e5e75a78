"""A table of submissions in, graded and resumable, results out."""
