#!/bin/sh
# Greets whoever is named in the query (?name=Ada), or in the body.
name=$(printf '%s' "$Http_Query" | sed -n 's/.*name=\([A-Za-z0-9_-]*\).*/\1/p')
if [ -z "$name" ]; then
  read -r name
fi
echo "Hello, ${name:-stranger}."
