// The list of functions.

import { html, nothing } from "./lit-html.js";
import { live } from "./live.js";
import { count, millis, percent, rate, summary } from "./format.js";
import { empty, sparkline, stateOf } from "./parts.js";

const COLUMNS = [
  { key: "name", title: "Function", value: (row) => row.status.name },
  { key: "state", title: "State", value: (row) => row.status.state ?? "" },
  { key: "replicas", title: "Replicas", number: true, value: (row) => row.status.replicas ?? 0 },
  { key: "calls", title: "Calls", number: true, value: (row) => row.status.invocationCount ?? 0 },
  { key: "rate", title: "Last 5 minutes", value: (row) => row.summary.rate },
  { key: "errors", title: "Errors", number: true, value: (row) => row.summary.failing },
  { key: "median", title: "Median", number: true, value: (row) => row.summary.median },
  { key: "p99", title: "99 %", number: true, value: (row) => row.summary.p99 },
];

/** What a person chose stays while the page is open. */
const chosen = { search: "", namespace: "", sort: "name", falling: false };

function rows() {
  const words = chosen.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [];
  for (const [key, { status, figures }] of live.functions) {
    const text = `${key} ${status.image} ${status.envProcess ?? ""} ${status.state}`.toLowerCase();
    const inNamespace = !chosen.namespace || status.namespace === chosen.namespace;
    if (inNamespace && words.every((word) => text.includes(word))) {
      found.push({ key, status, figures, summary: summary(figures, live.interval) });
    }
  }
  const { value } = COLUMNS.find(({ key }) => key === chosen.sort);
  const direction = chosen.falling ? -1 : 1;
  return found.sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    const order = typeof x === "string" ? x.localeCompare(y) : x - y;
    return order * direction || a.key.localeCompare(b.key);
  });
}

function row({ key, status, figures, summary: recent }, manyNamespaces) {
  const rising = status.availableReplicas ?? 0;
  return html`<tr>
    <th scope="row"><a href="#/function/${encodeURIComponent(key)}">${status.name}</a>
      ${manyNamespaces ? html`<span class="chip">${status.namespace}</span>` : nothing}</th>
    <td>${stateOf(status)}</td>
    <td class="number">${rising}<span class="muted"> / ${status.replicas ?? 0}</span></td>
    <td class="number">${count(status.invocationCount ?? 0)}</td>
    <td class="graph">${sparkline(figures, live.intervals, `${rate(recent.rate)} over the last minute`)}
      <span class="number">${rate(recent.rate)}</span></td>
    <td class="number ${recent.failing > 0 ? "bad" : ""}">${percent(recent.failing)}</td>
    <td class="number">${millis(recent.median)}</td>
    <td class="number">${millis(recent.p99)}</td>
  </tr>`;
}

export function functionsPage(update) {
  const sortBy = (key, number) => () => {
    chosen.falling = chosen.sort === key ? !chosen.falling : Boolean(number) || key === "rate";
    chosen.sort = key;
    update();
  };

  const heading = ({ key, title, number }) => html`<th scope="col" class=${number ? "number" : ""}
    aria-sort=${chosen.sort === key ? (chosen.falling ? "descending" : "ascending") : nothing}>
    <button type="button" class="sort" @click=${sortBy(key, number)}>${title}<span aria-hidden="true">${
      chosen.sort === key ? (chosen.falling ? " ↓" : " ↑") : ""
    }</span></button></th>`;

  function table(found, namespaces) {
    return html`<div class="scroll"><table class="functions">
      <caption class="unseen">Functions</caption>
      <thead><tr>${COLUMNS.map(heading)}</tr></thead>
      <tbody>${found.map((each) => row(each, namespaces.length > 1))}</tbody>
    </table></div>`;
  }

  function content(found, namespaces) {
    if (live.functions.size === 0) {
      return live.state === "live"
        ? html`${empty("No function yet", "A function is any command that reads its input and writes an answer.")}
            <p class="center"><a class="button primary" href="#/deploy">Make the first one</a></p>`
        : html`<p class="muted">Reading the list …</p>`;
    }
    return found.length === 0
      ? empty("Nothing matches", "Try fewer letters, or another namespace.")
      : table(found, namespaces);
  }

  return {
    title: "Functions",
    view() {
      const found = rows();
      const namespaces = [
        ...new Set([...live.functions.values()].map(({ status }) => status.namespace)),
      ].sort();
      return html`
        <div class="head"><h1>Functions <span class="muted">${live.functions.size}</span></h1>
          <div class="tools">
            <input type="search" aria-label="Search functions" placeholder="Search ( / )"
              .value=${chosen.search} @input=${(event) => {
                chosen.search = event.target.value;
                update();
              }}>
            ${
              namespaces.length > 1
                ? html`<select aria-label="Namespace" @change=${(event) => {
                    chosen.namespace = event.target.value;
                    update();
                  }}><option value="">All namespaces</option>
                  ${namespaces.map((each) => html`<option value=${each} ?selected=${each === chosen.namespace}>${each}</option>`)}</select>`
                : nothing
            }
            <a class="button primary" href="#/deploy">New function</a>
          </div></div>
        ${content(found, namespaces)}`;
    },
  };
}
