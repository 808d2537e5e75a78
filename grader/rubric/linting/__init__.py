"""What lint finds: rules, likeness of texts, findings."""
