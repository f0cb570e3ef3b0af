#!/usr/bin/env bash
# Tests the handler: bash handler_test.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# answers INPUT EXPECTED
answers() {
  local answer
  answer=$(printf '%s' "$1" | bash handler.sh)
  if [ "$answer" != "$2" ]; then
    echo "failed: '$1' was answered '$answer', not '$2'" >&2
    exit 1
  fi
}

answers 'Ada' 'Hello, Ada!'
answers '' 'Hello, world!'
echo "2 tests passed"
