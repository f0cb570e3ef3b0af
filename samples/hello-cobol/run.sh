#!/bin/sh
# Runs the program. An image has it compiled already; otherwise the first call compiles it, into the folder it runs in.
set -eu
here=$(dirname "$0")
if [ -x "$here/hello" ]; then
  exec "$here/hello"
fi
if ! [ hello -nt "$here/hello.cob" ]; then
  cobc -x -o "hello.$$" "$here/hello.cob" >&2
  mv "hello.$$" hello
fi
exec ./hello
