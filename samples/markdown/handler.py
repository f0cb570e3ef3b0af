"""Turns Markdown into HTML: headings, lists, quotes, code, emphasis, links. What is HTML in the text stays text."""

import html
import re
import sys

LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]+)\)")
SAFE = re.compile(r"https?://|mailto:|[#/]|[^:]*$")  # no javascript:


def link(match):
    text, address = match.groups()
    return f'<a href="{address}">{text}</a>' if SAFE.match(address) else text


def inline(text):
    """Code first: nothing in it is anything else."""
    parts = html.escape(text).split("`")
    for index in range(0, len(parts), 2):
        part = LINK.sub(link, parts[index])
        part = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", part)
        parts[index] = re.sub(r"\*([^*]+)\*", r"<em>\1</em>", part)
    if len(parts) % 2 == 0:
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def listed(tag, lines, mark):
    items = "\n".join(f"<li>{inline(re.sub(mark, '', line, count=1))}</li>" for line in lines)
    return f"<{tag}>\n{items}\n</{tag}>"


def block(lines):
    heading = re.fullmatch(r"(#{1,6}) +(.*?)[ #]*", lines[0])
    if heading and len(lines) == 1:
        level = len(heading.group(1))
        return f"<h{level}>{inline(heading.group(2))}</h{level}>"
    for tag, mark in (("ul", r"[-*+] +"), ("ol", r"[0-9]+\. +")):
        if all(re.match(mark, line) for line in lines):
            return listed(tag, lines, mark)
    if all(line.startswith(">") for line in lines):
        return f"<blockquote>{inline(' '.join(line[1:].strip() for line in lines))}</blockquote>"
    return f"<p>{inline(' '.join(lines))}</p>"


def blocks(text):
    """Paragraphs end at an empty line, headings with their line, fenced code at its fence."""
    lines = []
    source = iter(text.splitlines())
    for line in source:
        fence = line.startswith("```")
        alone = fence or line.startswith("#")
        if lines and (alone or not line.strip()):
            yield block(lines)
            lines = []
        if fence:
            code = []
            for inside in source:
                if inside.startswith("```"):
                    break
                code.append(inside)
            yield "<pre><code>" + html.escape("\n".join(code)) + "</code></pre>"
        elif alone:
            yield block([line.strip()])
        elif line.strip():
            lines.append(line.strip())
    if lines:
        yield block(lines)


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    sys.stdout.reconfigure(encoding="utf-8")
    for made in blocks(sys.stdin.read()):
        print(made)
