#!/bin/sh
# Runs the program. An image has it compiled already; otherwise the first call compiles it, into the folder it runs in.
set -eu
here=$(dirname "$0")
if [ -x "$here/out/hello" ]; then
  exec "$here/out/hello"
fi
if ! [ out/hello -nt "$here/Program.cs" ]; then
  # The compiler writes beside its sources.
  cp "$here/Program.cs" "$here/hello.csproj" .
  DOTNET_CLI_HOME=$PWD DOTNET_CLI_TELEMETRY_OPTOUT=1 dotnet publish --output "out.$$" hello.csproj >&2
  rm -rf out
  mv "out.$$" out
fi
exec ./out/hello
