"""Calls the handler: for each request at the port of upstream_url, or once, for STDIN, with --call."""

import json
import os
import signal
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

from function import handler

PORT = urlsplit(os.environ.get("upstream_url", "http://127.0.0.1:5000")).port
MAX_BODY = int(os.environ.get("MAX_BODY", 16 * 1024 * 1024))


class Event:
    """One call. headers are found whatever the case of their name."""

    def __init__(self, method, path, query, headers, body):
        self.method = method
        self.path = path
        self.query = dict(parse_qsl(query, keep_blank_values=True))
        self.headers = headers
        self.body = body

    @property
    def text(self):
        """The body as text."""
        return self.body.decode("utf-8", "replace")


class Headers(dict):
    """Headers by name, whatever its case."""

    def __init__(self, pairs):
        super().__init__((name.lower(), value) for name, value in pairs)

    def __getitem__(self, name):
        return super().__getitem__(name.lower())

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def get(self, name, default=None):
        return super().get(name.lower(), default)


class Context:
    """Where the call runs."""

    def __init__(self):
        self.hostname = os.environ.get("HOSTNAME", "localhost")


def call(event):
    """The status, headers and body of the handler's answer."""
    try:
        return answer(handler.handle(event, Context()))
    except Exception:  # whatever a handler raises is that call's failure, not the server's
        traceback.print_exc()
        return 500, {"Content-Type": "text/plain"}, b"the function failed; its log says why\n"


def answer(result):
    if isinstance(result, dict) and "statusCode" in result:
        headers = {str(name): str(value) for name, value in (result.get("headers") or {}).items()}
        status, result = int(result["statusCode"]), result.get("body")
    else:
        status, headers = 200, {}
    if isinstance(result, (bytes, bytearray)):
        kind, body = "application/octet-stream", bytes(result)
    elif result is None or isinstance(result, str):
        kind, body = "text/plain; charset=utf-8", (result or "").encode()
    else:
        kind, body = "application/json", json.dumps(result).encode()
    if not any(name.lower() == "content-type" for name in headers):
        headers["Content-Type"] = kind
    return status, headers, body


class Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def respond(self):
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_BODY:
            self.close_connection = True
            self.send(413, {}, b"the body is larger than MAX_BODY\n")
            return
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        parts = urlsplit(self.path)
        headers = Headers(self.headers.items())
        self.send(*call(Event(self.command, unquote(parts.path), parts.query, headers, body)))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_HEAD = respond

    def send(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024


def call_once():
    """One call as a watchdog without mode makes it: variables and STDIN."""
    variables = os.environ
    headers = Headers(
        (name[5:].replace("_", "-"), value)
        for name, value in variables.items()
        if name.startswith("Http_")
    )
    event = Event(
        variables.get("Http_Method", "POST"),
        variables.get("Http_Path", "/"),
        variables.get("Http_Query", ""),
        headers,
        sys.stdin.buffer.read(),
    )
    status, _, body = call(event)
    sys.stdout.buffer.write(body)
    return 0 if status < 400 else 1


if __name__ == "__main__":
    if "--call" in sys.argv[1:]:
        sys.exit(call_once())
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    Server(("127.0.0.1", PORT), Requests).serve_forever()
