"""Counts how often each word stands in the body; answers JSON, most frequent first."""

import collections
import json
import re
import sys


def count(text):
    words = re.findall(r"\w+", text.lower())
    return dict(collections.Counter(words).most_common())


if __name__ == "__main__":
    json.dump(count(sys.stdin.read()), sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
