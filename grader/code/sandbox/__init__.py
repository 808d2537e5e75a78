"""Runs an untrusted program with namespaces, seccomp and limits, and counts what it used."""
