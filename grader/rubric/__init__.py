"""Reference documents become questions, questions become rubrics."""
