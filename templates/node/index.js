'use strict';
// Calls the handler: for each request at the port of upstream_url, or once, for STDIN, with --call.

const http = require('node:http');
const handler = require('./function/handler');

const PORT = Number(new URL(process.env.upstream_url ?? 'http://127.0.0.1:3000').port);
const MAX_BODY = Number(process.env.MAX_BODY ?? 16 * 1024 * 1024);

class Rejected extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** One call. body is text, or what JSON says when that is the body's type; rawBody has its bytes. */
class Event {
  constructor(method, path, query, headers, rawBody) {
    Object.assign(this, { method, path, query, headers, rawBody });
    this.body = rawBody.toString('utf8');
    if (/^application\/([\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '') && rawBody.length > 0) {
      try {
        this.body = JSON.parse(this.body);
      } catch (error) {
        throw new Rejected(400, 'the body is not the JSON that Content-Type says it is\n');
      }
    }
  }
}

/** The answer: context.status(201).headers({…}).succeed(value), or just a returned value. */
class Context {
  #status = 200;
  #headers = {};
  #value;

  status(code) {
    this.#status = code;
    return this;
  }

  headers(headers) {
    Object.assign(this.#headers, headers);
    return this;
  }

  succeed(value) {
    this.#value = value;
    return this;
  }

  fail(reason) {
    if (this.#status < 400) {
      this.#status = 500;
    }
    this.#value = reason instanceof Error ? reason.message : reason;
    return this;
  }

  answer(returned) {
    const value = returned === undefined || returned === this ? this.#value : returned;
    const [kind, body] = encoded(value);
    const hasKind = Object.keys(this.#headers).some((name) => name.toLowerCase() === 'content-type');
    const headers = hasKind ? this.#headers : { ...this.#headers, 'Content-Type': kind };
    return { status: this.#status, headers, body };
  }
}

function encoded(value) {
  if (Buffer.isBuffer(value) || value instanceof Uint8Array) {
    return ['application/octet-stream', Buffer.from(value)];
  }
  if (value === undefined || value === null || typeof value === 'string') {
    return ['text/plain; charset=utf-8', Buffer.from(value ?? '')];
  }
  return ['application/json', Buffer.from(JSON.stringify(value))];
}

async function call(makeEvent) {
  try {
    const context = new Context();
    return context.answer(await handler(await makeEvent(), context));
  } catch (error) {
    if (error instanceof Rejected) {
      return { status: error.status, headers: { 'Content-Type': 'text/plain' }, body: Buffer.from(error.message) };
    }
    console.error(error);
    const body = Buffer.from('the function failed; its log says why\n');
    return { status: 500, headers: { 'Content-Type': 'text/plain' }, body };
  }
}

async function bytes(stream) {
  const parts = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > MAX_BODY) {
      throw new Rejected(413, 'the body is larger than MAX_BODY\n');
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function serve() {
  const server = http.createServer(async (request, response) => {
    const { status, headers, body } = await call(async () => {
      const url = new URL(request.url, 'http://function');
      const rawBody = await bytes(request);
      const path = decodeURIComponent(url.pathname);
      return new Event(request.method, path, Object.fromEntries(url.searchParams), request.headers, rawBody);
    });
    response.writeHead(status, { ...headers, 'Content-Length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  });
  // The watchdog limits calls; a connection it keeps is closed by the watchdog.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
  server.listen(PORT, '127.0.0.1');
}

/** One call as a watchdog without mode makes it: variables and STDIN. */
async function callOnce() {
  const variables = process.env;
  const headers = {};
  for (const [name, value] of Object.entries(variables)) {
    if (name.startsWith('Http_')) {
      headers[name.slice(5).replaceAll('_', '-').toLowerCase()] = value;
    }
  }
  const query = Object.fromEntries(new URLSearchParams(variables.Http_Query ?? ''));
  const { status, body } = await call(
    async () =>
      new Event(variables.Http_Method ?? 'POST', variables.Http_Path ?? '/', query, headers, await bytes(process.stdin)),
  );
  process.stdout.write(body, () => process.exit(status < 400 ? 0 : 1));
}

if (process.argv.includes('--call')) {
  callOnce();
} else {
  serve();
}
