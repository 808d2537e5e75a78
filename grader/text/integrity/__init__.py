"""What a person should know about an answer before trusting its grade: one module per doubt.

Every detector takes text or arrays and returns what it found; `examine` puts them together.
"""
