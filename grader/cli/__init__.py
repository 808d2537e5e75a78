"""The command `grade`: declare, call one function, print, map exceptions to exit codes."""
