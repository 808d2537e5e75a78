"""Agreement with human grades, calibration to them, and what may be graded alone."""
