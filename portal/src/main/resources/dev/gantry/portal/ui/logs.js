// The log of a function, as it is written.

import { html, nothing } from "./lit-html.js";
import { send } from "./api.js";
import { clock } from "./format.js";
import { alert } from "./parts.js";

const MOST_LINES = 2_000;
const SINCE = { 300: "Last 5 minutes", 3600: "Last hour", 86400: "Last day", 0: "Everything" };

/** Lines of newline-delimited JSON, as they come. */
async function* lines(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const parts = (rest + next.value).split("\n");
    rest = parts.pop();
    for (const part of parts) {
      if (part) {
        yield JSON.parse(part);
      }
    }
  }
}

export function logsTab(update, key) {
  const [name, namespace] = key.split(/\.(?=[^.]*$)/);
  const chosen = { since: "3600", follow: true, filter: "", instance: "" };
  let shown = [];
  let problem = "";
  let reading = null;
  let atEnd = true;

  async function read() {
    reading?.abort();
    const mine = new AbortController();
    reading = mine;
    shown = [];
    problem = "";
    const query = new URLSearchParams({ name, namespace, tail: MOST_LINES, follow: chosen.follow });
    if (chosen.since !== "0") {
      query.set("since", new Date(Date.now() - chosen.since * 1_000).toISOString());
    }
    try {
      const response = await send("GET", `/system/logs?${query}`, undefined, { signal: mine.signal });
      for await (const line of lines(response)) {
        if (reading !== mine) {
          return;
        }
        shown.push(line);
        if (shown.length > MOST_LINES) {
          shown.splice(0, shown.length - MOST_LINES);
        }
        update();
      }
    } catch (failed) {
      if (failed.name !== "AbortError" && reading === mine) {
        problem = `The log could not be read on: ${failed.message}.`;
      }
    }
    if (reading === mine) {
      reading = null;
      update();
    }
  }
  read();

  const set = (member, again) => (event) => {
    chosen[member] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    if (again) {
      read();
    }
    update();
  };

  /** Follows the end, unless a person has scrolled up to read. */
  function scrolled(event) {
    const box = event.currentTarget;
    atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  }

  function toEnd() {
    const box = document.querySelector(".log");
    if (box && atEnd) {
      box.scrollTop = box.scrollHeight;
    }
  }

  return {
    leave: () => reading?.abort(),
    view() {
      const words = chosen.filter.toLowerCase();
      const instances = [...new Set(shown.map(({ instance }) => instance))].sort();
      const found = shown.filter(
        ({ text, instance }) =>
          (!chosen.instance || instance === chosen.instance) && text.toLowerCase().includes(words),
      );
      requestAnimationFrame(toEnd);
      return html`<div class="tools logs-tools">
          <input type="search" aria-label="Filter lines" placeholder="Filter" .value=${chosen.filter} @input=${set("filter")}>
          <select aria-label="Since" @change=${set("since", true)}>${Object.entries(SINCE).map(
            ([seconds, title]) => html`<option value=${seconds} ?selected=${chosen.since === seconds}>${title}</option>`,
          )}</select>
          <select aria-label="Replica" @change=${set("instance")}><option value="">All replicas</option>${instances.map(
            (each) => html`<option value=${each} ?selected=${chosen.instance === each}>${each}</option>`,
          )}</select>
          <label class="check"><input type="checkbox" .checked=${chosen.follow} @change=${set("follow", true)}> Follow</label>
        </div>
        ${alert(problem)}
        <div class="log" tabindex="0" role="log" aria-label="Log of ${name}" @scroll=${scrolled}>
          ${found.map((line) => html`<p><time>${clock(line.timestamp)}</time>${
            instances.length > 1 ? html`<span class="instance">${line.instance}</span>` : nothing
          }<span class="line">${line.text}</span></p>`)}
          ${found.length === 0 ? html`<p class="muted">${reading ? "Waiting for lines …" : "No lines."}</p>` : nothing}
        </div>`;
    },
  };
}
