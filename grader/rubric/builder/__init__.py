"""From a reference answer to key points: claims, terms, contrasts made by rule, merging."""
