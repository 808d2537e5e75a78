"""Whether a statement says what a claim says, or the opposite: denial, opposites, numbers, roles.

Pure functions over words; they see only what shares words with the claim, and leave the rest to
the margins between wordings and contrasts.
"""
