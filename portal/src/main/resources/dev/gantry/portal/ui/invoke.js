// Calls a function and shows what it answers.

import { html, nothing } from "./lit-html.js";
import { bytes as size, clock, count } from "./format.js";
import { alert, copyable } from "./parts.js";
import { VIEWS, body, harmlessType, viewFor } from "./answer.js";
import { pathOf } from "./function.js";

const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
const BODIES = { none: "No body", text: "Text", json: "JSON", form: "Form", file: "File" };
const TYPES = {
  text: "text/plain; charset=utf-8",
  json: "application/json",
  form: "application/x-www-form-urlencoded",
};
const TRIES = 10;
const MOST_READ = 32 * 1024 * 1024;

/** Tries by function, for as long as the page is open. */
const histories = new Map();

/** As a POSIX shell reads it. */
const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function headersOf(text) {
  const headers = [];
  for (const line of text.split("\n")) {
    const at = line.indexOf(":");
    if (line.trim() && at < 1) {
      throw new Error(`'${line.trim()}' is not a header (expected: Name: value)`);
    }
    if (line.trim()) {
      headers.push([line.slice(0, at).trim(), line.slice(at + 1).trim()]);
    }
  }
  return headers;
}

function target(status, request) {
  const path = request.path.replace(/^\/+/, "");
  const query = request.query.replace(/^\?/, "");
  return `${pathOf(status)}${path ? `/${path}` : ""}${query ? `?${query}` : ""}`;
}

const hasBody = (request) => request.kind !== "none" && !["GET", "HEAD"].includes(request.method);

function headersToSend(request) {
  const headers = headersOf(request.headers);
  const named = headers.some(([name]) => name.toLowerCase() === "content-type");
  if (hasBody(request) && TYPES[request.kind] && !named) {
    headers.push(["Content-Type", TYPES[request.kind]]);
  }
  return headers;
}

function bodyOf(request) {
  if (!hasBody(request)) {
    return undefined;
  }
  if (request.kind === "file") {
    return request.file ?? "";
  }
  return request.body;
}

function jsonProblem(request) {
  if (request.kind !== "json" || !hasBody(request)) {
    return "";
  }
  try {
    JSON.parse(request.body);
    return "";
  } catch (invalid) {
    return `This is no JSON yet: ${invalid.message}`;
  }
}

function curl(status, request) {
  const words = ["curl", "--request", request.method];
  for (const [name, value] of headersToSend(request)) {
    words.push("--header", `${name}: ${value}`);
  }
  if (hasBody(request)) {
    words.push("--data-binary", request.kind === "file" ? `@${request.file?.name ?? "FILE"}` : request.body);
  }
  words.push(location.origin + target(status, request));
  return words.map(quoted).join(" ");
}

function gantry(status, request) {
  const words = ["gantry", "invoke", `${status.name}.${status.namespace}`, "--method", request.method];
  for (const [name, value] of headersToSend(request)) {
    words.push("--header", `${name}: ${value}`);
  }
  for (const pair of request.query.replace(/^\?/, "").split("&").filter(Boolean)) {
    words.push("--query", pair);
  }
  words.push("--gateway", location.origin);
  const input = hasBody(request)
    ? request.kind === "file" ? ` < ${quoted(request.file?.name ?? "FILE")}` : ` <<< ${quoted(request.body)}`
    : " < /dev/null";
  return words.map(quoted).join(" ") + input;
}

async function readBounded(response) {
  const chunks = [];
  let total = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader.read()) {
    chunks.push(next.value);
    total += next.value.length;
    if (total > MOST_READ) {
      await reader.cancel();
      throw new Error(`the answer is larger than ${size(MOST_READ)}; use curl`);
    }
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

export function invokeTab(update, key) {
  const request = { method: "POST", path: "", query: "", headers: "", kind: "text", body: "", file: null };
  const tries = histories.get(key) ?? [];
  histories.set(key, tries);
  let answer = null;
  let view = "text";
  let problem = "";
  let running = null;

  const set = (member) => (event) => {
    request[member] = event.target.type === "file" ? event.target.files[0] : event.target.value;
    update();
  };

  function keep(result) {
    if (answer && !tries.includes(answer)) {
      URL.revokeObjectURL(answer.url);
    }
    answer = result;
    view = viewFor(result.type);
    tries.unshift(result);
    for (const old of tries.splice(TRIES)) {
      URL.revokeObjectURL(old.url);
    }
  }

  async function call(status) {
    problem = "";
    running = new AbortController();
    update();
    const begun = performance.now();
    try {
      const response = await fetch(target(status, request), {
        method: request.method,
        headers: headersToSend(request),
        body: bodyOf(request),
        signal: running.signal,
        cache: "no-store",
      });
      const bytes = await readBounded(response);
      const type = response.headers.get("content-type") ?? "";
      keep({
        request: { ...request },
        status: response.status,
        type,
        headers: [...response.headers],
        bytes,
        millis: performance.now() - begun,
        timing: response.headers.get("server-timing") ?? "",
        at: new Date().toISOString(),
        url: URL.createObjectURL(new Blob([bytes], { type: harmlessType(type) })),
      });
    } catch (failed) {
      problem = failed.name === "AbortError" ? "The call was given up." : `The call failed: ${failed.message}.`;
    }
    running = null;
    update();
  }

  function show(old) {
    answer = old;
    Object.assign(request, old.request);
    view = viewFor(old.type);
    update();
  }

  const choice = (member, values) => html`<select name=${member} @change=${set(member)}>${values.map(
    ([id, title]) => html`<option value=${id} ?selected=${request[member] === id}>${title}</option>`,
  )}</select>`;

  function input() {
    if (!hasBody(request)) {
      return nothing;
    }
    if (request.kind === "file") {
      return html`<label>File <input type="file" @change=${set("file")}></label>`;
    }
    const invalid = jsonProblem(request);
    return html`<label>Body
      <textarea rows="7" spellcheck="false" .value=${request.body} @input=${set("body")}
        placeholder=${request.kind === "form" ? "name=value&other=value" : ""}
        aria-invalid=${invalid ? "true" : nothing}></textarea></label>
      ${invalid ? html`<p class="hint bad">${invalid}</p>` : nothing}`;
  }

  function result() {
    if (!answer) {
      return html`<p class="hint">The answer will be here.</p>`;
    }
    return html`
      <p class="result"><span class="code ${answer.status < 400 ? "good" : "bad"}">${answer.status}</span>
        <span>${answer.millis.toFixed(0)} ms</span><span>${size(answer.bytes.length)}</span>
        <span class="muted">${answer.timing}</span></p>
      <div class="views" role="group" aria-label="Show the answer as">${Object.entries(VIEWS).map(
        ([id, title]) => html`<button type="button" class="small" aria-pressed=${id === view} @click=${() => {
          view = id;
          update();
        }}>${title}</button>`,
      )}<a class="button small" href=${answer.url} download="answer">Download</a></div>
      <div class="answer">${body(answer, view)}</div>
      <details><summary>${count(answer.headers.length)} headers</summary>
        <dl>${answer.headers.map(([name, value]) => html`<div><dt>${name}</dt><dd><code>${value}</code></dd></div>`)}</dl></details>`;
  }

  function equivalents(status) {
    try {
      return html`<details><summary>The same from a terminal</summary>
        ${copyable(curl(status, request), "the curl line")}
        ${copyable(gantry(status, request), "the gantry line")}</details>`;
    } catch {
      return nothing;
    }
  }

  return {
    leave: () => running?.abort(),
    view: ({ status }) => html`<div class="invoke">
      <section class="card"><h2>Call</h2>
        <form @submit=${(event) => {
          event.preventDefault();
          call(status);
        }}>
          <div class="row"><label class="narrow">Method ${choice("method", METHODS.map((each) => [each, each]))}</label>
            <label class="grow">Path <input .value=${request.path} @input=${set("path")} placeholder="/"></label>
            <label class="grow">Query <input .value=${request.query} @input=${set("query")} placeholder="name=value"></label></div>
          <label>Headers <textarea rows="2" spellcheck="false" .value=${request.headers} @input=${set("headers")} placeholder="Name: value"></textarea></label>
          <label>Body as ${choice("kind", Object.entries(BODIES))}</label>
          ${input()}
          ${alert(problem)}
          <div class="buttons">
            ${running
              ? html`<button type="button" @click=${() => running.abort()}>Give up</button>`
              : html`<button class="primary">Call ${status.name}</button>`}
          </div>
        </form>
        ${equivalents(status)}
      </section>
      <section class="card" aria-live="polite"><h2>Answer</h2>${running ? html`<p class="hint">Calling …</p>` : result()}</section>
      ${tries.length > 1
        ? html`<section class="card wide"><h2>Last calls</h2><ul class="tries">${tries.map(
            (old) => html`<li><button type="button" class="plain" @click=${() => show(old)}>${clock(old.at)}
              <strong>${old.request.method}</strong> ${target(status, old.request)}
              <span class="code ${old.status < 400 ? "good" : "bad"}">${old.status}</span> ${old.millis.toFixed(0)} ms</button></li>`,
          )}</ul></section>`
        : nothing}
    </div>`,
  };
}
