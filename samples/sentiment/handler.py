"""Says how kind a text is, from -1 to 1, by counting kind and unkind words; answers JSON."""

import json
import pathlib
import re
import sys

NEGATIONS = {"not", "no", "never", "hardly", "without"}


def values():
    """What words are worth: 1 or -1."""
    worth = {}
    for line in pathlib.Path(__file__).with_name("words.txt").read_text().splitlines():
        sign, *words = line.split()
        worth.update(dict.fromkeys(words, 1 if sign == "+" else -1))
    return worth


def judge(text):
    worth = values()
    kind = unkind = 0
    before = ""
    words = re.findall(r"[a-z]+(?:n't)?", text.lower())
    for word in words:
        value = worth.get(word, 0)
        if before in NEGATIONS or before.endswith("n't"):
            value = -value
        kind += value > 0
        unkind += value < 0
        before = word
    counted = kind + unkind
    polarity = round((kind - unkind) / counted, 2) if counted else 0
    return {"polarity": polarity, "kind": kind, "unkind": unkind, "words": len(words)}


if __name__ == "__main__":
    print(json.dumps(judge(sys.stdin.read())))
