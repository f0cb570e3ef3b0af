"""Makes a PNG, JPEG or GIF smaller: at most ?width=320 wide and as high. The answer has the same format."""

import os
import pathlib
import subprocess
import sys
import urllib.parse

LARGEST = 16 * 1024 * 1024
KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
# Small files can stand for huge pictures.
LIMITS = {"memory": "256MiB", "map": "0", "disk": "0", "width": "8000", "height": "8000", "time": "10", "thread": "1"}


def fail(why):
    """STDERR is for the log alone: the answer is a picture, or this."""
    print(why)
    sys.exit(1)


def side():
    given = urllib.parse.parse_qs(os.environ.get("Http_Query", "")).get("width", ["320"])[-1]
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:5]) <= 2000):
        fail("width: expected 1 to 2000")
    return int(given)


def kind_of(body):
    for start, kind in KINDS.items():
        if body.startswith(start):
            return kind
    fail("The body is no PNG, JPEG or GIF.")


def main():
    width = side()
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        fail("The picture is larger than 16 MiB.")
    kind = kind_of(body)
    limits = [word for name, most in LIMITS.items() for word in ("-limit", name, most)]
    # The format is said, not guessed: ImageMagick knows some that read other files, or run programs.
    command = ["convert", *limits, f"{kind}:-[0]", "-auto-orient", "-strip", "-resize", f"{width}x{width}>", f"{kind}:-"]
    policy = str(pathlib.Path(__file__).resolve().parent)
    try:
        done = subprocess.run(
            command, input=body, capture_output=True, timeout=15, env={**os.environ, "MAGICK_CONFIGURE_PATH": policy}
        )
    except subprocess.TimeoutExpired:
        fail("That took too long.")
    if done.returncode != 0:
        sys.stderr.buffer.write(done.stderr[:1000])
        fail("The picture cannot be read.")
    sys.stdout.buffer.write(done.stdout)


if __name__ == "__main__":
    main()
