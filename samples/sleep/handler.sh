#!/bin/sh
# Sleeps as many seconds as the body says, to see time limits at work.
read -r seconds
case "$seconds" in
  *[!0-9.]* | "") seconds=1 ;;
esac
sleep "$seconds"
echo "slept $seconds s"
