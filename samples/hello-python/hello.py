"""Greets whoever is named in the body."""

import sys

who = sys.stdin.readline().strip() or "world"
print(f"Hello, {who}, from Python!")
