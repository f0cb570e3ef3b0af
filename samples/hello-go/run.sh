#!/bin/sh
# Runs the program. An image has it compiled already; otherwise the first call compiles it, into the folder it runs in.
set -eu
here=$(dirname "$0")
if [ -x "$here/hello" ]; then
  exec "$here/hello"
fi
if ! [ hello -nt "$here/hello.go" ]; then
  GOCACHE=$PWD/cache GOTOOLCHAIN=local GOFLAGS= CGO_ENABLED=0 go build -o "hello.$$" "$here/hello.go" >&2
  mv "hello.$$" hello
fi
exec ./hello
