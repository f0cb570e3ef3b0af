"""Answers calls that bring the key of the secret api-key in X-Api-Key; any other call fails."""

import hashlib
import hmac
import os
import pathlib
import sys


def is_right(given):
    folder = os.environ.get("SECRETS_DIR", "/var/openfaas/secrets")
    key = pathlib.Path(folder, "api-key").read_bytes().strip()
    if not key:
        sys.exit("The secret api-key is empty.")
    # Of the same length and compared to the end, whatever is wrong: the time says nothing of the key.
    return hmac.compare_digest(hashlib.sha256(given).digest(), hashlib.sha256(key).digest())


def main():
    try:
        right = is_right(os.environb.get(b"Http_X_Api_Key", b""))
    except OSError:
        sys.exit("The secret api-key cannot be read.")
    if not right:
        sys.exit("Access was denied.")
    print("Unlocked.")


if __name__ == "__main__":
    main()
