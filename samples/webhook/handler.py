"""Keeps what webhooks post: the last 20 bodies of at most 64 KiB. GET lists them, GET /NAME answers one."""

import json
import os
import pathlib
import re
import sys
import time

MOST = 20
LARGEST = 64 * 1024
NAME = re.compile(r"[0-9]{20}-[0-9]{1,10}")  # nothing else is ever opened


def keep(stash, body):
    if len(body) > LARGEST:
        sys.exit("The body is larger than 64 KiB.")
    name = f"{time.time_ns():020}-{os.getpid()}"
    part = stash / (name + ".part")
    part.write_bytes(body)
    part.rename(stash / name)
    for old in sorted(os.listdir(stash))[:-MOST]:
        (stash / old).unlink(missing_ok=True)
    print(name)


def show(stash, name):
    if not NAME.fullmatch(name):
        sys.exit("There is no such body.")
    try:
        body = (stash / name).read_bytes()
    except FileNotFoundError:
        sys.exit("There is no such body.")
    sys.stdout.buffer.write(body)


def listing(stash):
    names = sorted(name for name in os.listdir(stash) if NAME.fullmatch(name))
    print(json.dumps(names))


def main():
    stash = pathlib.Path("stash")
    stash.mkdir(mode=0o700, exist_ok=True)
    path = os.environ.get("Http_Path", "/").strip("/")
    if os.environ.get("Http_Method") != "GET":
        keep(stash, sys.stdin.buffer.read(LARGEST + 1))
    elif path:
        show(stash, path)
    else:
        listing(stash)


if __name__ == "__main__":
    main()
