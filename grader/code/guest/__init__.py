"""What runs inside the sandbox beside a candidate's program: arrays in, arrays out, no verdicts.

Nothing here imports `grader`: only the standard library, numpy and the frameworks. The folder
is mounted read-only and loaded as the package `grader_guest`; it holds no test data, no seeds
of the checks and no secret, because the candidate's code can read all of it.
"""
