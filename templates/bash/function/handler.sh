#!/usr/bin/env bash
# Reads the call's body from STDIN and writes the answer to STDOUT; a status other than 0 is a failure.
set -euo pipefail

read -r name || true
echo "Hello, ${name:-world}!"
