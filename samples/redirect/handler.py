"""Sends callers to the same path of another site, the variable site.

As a process it answers a page with the link. As a server (mode=http, in an image) it redirects.
"""

import html
import http.server
import os
import urllib.parse


def location(path, query):
    """The address; path and query are quoted anew, so nothing of them ends up in a header as it came."""
    address = os.environ["site"].rstrip("/") + "/" + urllib.parse.quote(path.lstrip("/"), safe="/")
    pairs = urllib.parse.parse_qsl(query, keep_blank_values=True)
    return address + ("?" + urllib.parse.urlencode(pairs) if pairs else "")


class Redirect(http.server.BaseHTTPRequestHandler):
    def redirect(self):
        path, _, query = self.path.partition("?")
        self.send_response(302)
        self.send_header("Location", location(urllib.parse.unquote(path), query))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = redirect


if __name__ == "__main__":
    if os.environ.get("mode") == "http":
        http.server.ThreadingHTTPServer(("127.0.0.1", 5000), Redirect).serve_forever()
    link = html.escape(location(os.environ.get("Http_Path", "/"), os.environ.get("Http_Query", "")))
    print(f'<!doctype html><title>Moved</title><p>This is now at <a href="{link}">{link}</a>.')
