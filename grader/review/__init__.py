"""People's decisions about grades: kept beside the machine's, and never lost."""
