// What a function is and how it is doing.

import { html, nothing } from "./lit-html.js";
import { functions } from "./api.js";
import { live } from "./live.js";
import "./chart.js";
import { ago, bytes, count, millis, percent, rate, summary, time } from "./format.js";
import { copyable } from "./parts.js";
import { pathOf } from "./function.js";

const CHARTS = [
  { title: "Calls a second", lines: [{ label: "calls", index: 0, color: "--accent", each: true }] },
  { title: "Errors a second", lines: [{ label: "errors", index: 1, color: "--bad", each: true }] },
  {
    title: "Duration, ms",
    lines: [
      { label: "median", index: 2, color: "--accent" },
      { label: "99th percentile", index: 3, color: "--second" },
    ],
  },
  { title: "Ready replicas", lines: [{ label: "ready", index: 4, color: "--accent" }] },
];

function chart({ title, lines }, figures) {
  const series = lines.map(({ label, index, color, each }) => ({
    label,
    color,
    values: figures.map((slot) => {
      const value = slot[index];
      return value < 0 ? null : each ? value / live.interval : value;
    }),
  }));
  const last = series.map(({ label, values }) => `${label} ${values.at(-1) ?? "none"}`).join(", ");
  return html`<figure><figcaption>${title}${
    lines.length > 1
      ? html` <span class="keys">${lines.map(({ label, color }) => html`<span class="key ${color.slice(2)}">${label}</span>`)}</span>`
      : nothing
  }</figcaption>
    <live-chart role="img" aria-label="${title} over the last five minutes; now ${last}"
      .data=${{ series, interval: live.interval, intervals: live.intervals }}></live-chart></figure>`;
}

function pairs(title, values) {
  const entries = Object.entries(values ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) {
    return nothing;
  }
  return html`<section class="card"><h2>${title}</h2><dl>${entries.map(
    ([key, value]) => html`<div><dt>${key}</dt><dd><code>${value}</code></dd></div>`,
  )}</dl></section>`;
}

const fact = (name, value) =>
  value === undefined || value === "" || value === nothing
    ? nothing
    : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const amounts = (resources) =>
  [resources?.memory && `${resources.memory} memory`, resources?.cpu && `${resources.cpu} CPU`]
    .filter(Boolean)
    .join(", ");

export function overviewTab(update, key) {
  let usage = null;
  const [name, namespace] = key.split(/\.(?=[^.]*$)/);

  async function measure() {
    try {
      usage = (await functions.usage(name, namespace)).usage ?? null;
      update();
    } catch {
      usage = null;
    }
  }
  measure();
  const rhythm = setInterval(measure, 5_000);

  return {
    leave: () => clearInterval(rhythm),
    view({ status, figures }) {
      const recent = summary(figures, live.interval);
      const address = `${location.origin}${pathOf(status)}`;
      return html`
        <dl class="tiles">
          <div><dt>Calls</dt><dd>${count(status.invocationCount ?? 0)}</dd></div>
          <div><dt>Rate, last minute</dt><dd>${rate(recent.rate)}</dd></div>
          <div><dt>Errors</dt><dd class=${recent.failing > 0 ? "bad" : ""}>${percent(recent.failing)}</dd></div>
          <div><dt>Median</dt><dd>${millis(recent.median)}</dd></div>
          <div><dt>99 %</dt><dd>${millis(recent.p99)}</dd></div>
          <div><dt>Replicas</dt><dd>${status.availableReplicas ?? 0}<span class="muted"> / ${status.replicas ?? 0}</span></dd></div>
          ${usage ? html`<div><dt>Memory</dt><dd>${bytes(usage.totalMemoryBytes)}</dd></div>
            <div><dt>CPU</dt><dd>${Math.round(usage.cpu)} m</dd></div>` : nothing}
        </dl>
        <div class="charts">${CHARTS.map((each) => chart(each, figures))}</div>
        <div class="cards">
          <section class="card"><h2>Function</h2><dl>
            ${fact("Call it at", copyable(address, "the address"))}
            ${fact("Image", status.image ? copyable(status.image, "the image") : "")}
            ${fact("Command", status.envProcess ? copyable(status.envProcess, "the command") : "")}
            ${fact("Limits", amounts(status.limits))}
            ${fact("Reserved", amounts(status.requests))}
            ${fact("Root file system", status.readOnlyRootFilesystem ? "read-only" : "")}
            ${fact("Constraints", status.constraints?.join(", "))}
            ${fact("Secrets", status.secrets?.join(", "))}
            ${fact("First deployed", html`${time(status.createdAt)} <span class="muted">${ago(status.createdAt)}</span>`)}
            ${fact("Last updated", status.updatedAt ? html`${time(status.updatedAt)} <span class="muted">${ago(status.updatedAt)}</span>` : "")}
          </dl></section>
          ${pairs("Environment", status.envVars)}
          ${pairs("Labels", status.labels)}
          ${pairs("Annotations", status.annotations)}
        </div>`;
    },
  };
}
