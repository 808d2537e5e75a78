"""Reading an answer: normalise, segment, encode, align, find keywords, judge claims, score."""
