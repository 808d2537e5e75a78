"""Like answers of different candidates: found, grouped, and put to a person as a question."""
