"""Grades in the formats of other systems: each module writes one of them from a `Cohort`."""
