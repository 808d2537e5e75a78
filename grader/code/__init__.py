"""Runs programs in a sandbox and checks what they compute."""
