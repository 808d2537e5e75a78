"""Answers made to deceive a grader, from right and wrong ones; prints figures, asserts nothing."""
