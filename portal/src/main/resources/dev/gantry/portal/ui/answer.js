// An answer of a function, shown without ever running anything of it.

import { html, nothing } from "./lit-html.js";

const MOST_SHOWN = 256 * 1024;

export const VIEWS = {
  text: "Text",
  json: "JSON",
  image: "Image",
  page: "Page",
  hex: "Hex",
};

/** Kinds that hold pixels and nothing else; SVG is a document and goes into the sandbox. */
const IMAGES = /^image\/(png|jpeg|gif|webp|avif|bmp|x-icon)$/;

const plainType = (type) => type.split(";")[0].trim().toLowerCase();

/** The type under which a browser may be given an answer: never one that it would run. */
export const harmlessType = (type) =>
  IMAGES.test(plainType(type)) ? plainType(type) : "application/octet-stream";

/** The view that suits a content type. */
export function viewFor(type) {
  const plain = plainType(type);
  if (/[/+]json$/.test(plain)) {
    return "json";
  }
  if (IMAGES.test(plain)) {
    return "image";
  }
  if (plain === "text/html" || plain === "image/svg+xml") {
    return "page";
  }
  return /^text\/|xml$|javascript$|^$|x-www-form-urlencoded$/.test(plain) ? "text" : "hex";
}

function text(bytes) {
  const shown = new TextDecoder().decode(bytes.subarray(0, MOST_SHOWN));
  return html`<pre tabindex="0">${shown}</pre>${
    bytes.length > MOST_SHOWN
      ? html`<p class="hint">The first ${MOST_SHOWN / 1024} KB; download the rest.</p>`
      : nothing
  }`;
}

function json(bytes) {
  try {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    return text(new TextEncoder().encode(JSON.stringify(value, null, 2)));
  } catch (invalid) {
    return html`<p class="hint">This is no JSON: ${invalid.message}</p>${text(bytes)}`;
  }
}

function hex(bytes) {
  const lines = [];
  const shown = bytes.subarray(0, 4096);
  for (let at = 0; at < shown.length; at += 16) {
    const row = [...shown.subarray(at, at + 16)];
    const digits = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const letters = row.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : ".")).join("");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${digits.padEnd(47)}  ${letters}`);
  }
  return html`<pre tabindex="0">${lines.join("\n")}</pre>${
    bytes.length > shown.length ? html`<p class="hint">The first 4 KB; download the rest.</p>` : nothing
  }`;
}

/** The sandbox has no token in it: no script, no form, no link to the page around it. */
const page = (bytes) => html`<iframe sandbox="" title="The answer as a page"
  srcdoc=${new TextDecoder().decode(bytes.subarray(0, MOST_SHOWN))}></iframe>`;

const image = (answer) => html`<img class="answer-image" src=${answer.url} alt="The answer as an image">`;

export function body(answer, view) {
  if (answer.bytes.length === 0) {
    return html`<p class="hint">The answer has no body.</p>`;
  }
  switch (view) {
    case "json":
      return json(answer.bytes);
    case "image":
      return image(answer);
    case "page":
      return page(answer.bytes);
    case "hex":
      return hex(answer.bytes);
    default:
      return text(answer.bytes);
  }
}
