"""What runs inside the sandbox before the candidate does: the standard library and nothing else.

The folder is bound read-only into the sandbox as the package `inside`; outside it is imported as
part of grader only for `wire`, so that both ends of a socket speak the same way.
"""
