// How many replicas there should be, and why.

import { html, nothing } from "./lit-html.js";
import { functions } from "./api.js";
import { time } from "./format.js";
import { alert, announce } from "./parts.js";

const LABELS = [
  ["com.openfaas.scale.min", "least", "1"],
  ["com.openfaas.scale.max", "most", "20"],
  ["com.openfaas.scale.type", "by", "step"],
  ["com.openfaas.scale.target", "target", ""],
  ["com.openfaas.scale.zero", "to zero when idle", "false"],
];

export function scalingTab(update, key) {
  const [name, namespace] = key.split(/\.(?=[^.]*$)/);
  let wanted = null;
  let problem = "";
  let decisions = null;

  async function read() {
    try {
      decisions = await functions.decisions(name, namespace);
    } catch {
      decisions = [];
    }
    update();
  }
  read();
  const rhythm = setInterval(read, 3_000);

  async function scale(event) {
    event.preventDefault();
    problem = "";
    try {
      await functions.scale(name, namespace, wanted);
      announce(`${name} is scaled to ${wanted}`);
      wanted = null;
    } catch (refused) {
      problem = `${refused.message}.`;
    }
    read();
  }

  const choose = (event) => {
    wanted = Math.max(0, Math.trunc(Number(event.target.value) || 0));
    update();
  };

  function history() {
    const list = decisions?.decisions ?? decisions ?? [];
    if (list.length === 0) {
      return html`<p class="hint">No decision yet.</p>`;
    }
    const newest = [...list].sort((a, b) => String(b.at).localeCompare(String(a.at)));
    return html`<div class="scroll"><table><thead><tr><th scope="col">When</th><th scope="col">From</th><th scope="col">To</th>
      <th scope="col">Did</th><th scope="col">Signal</th><th scope="col">Why</th></tr></thead>
      <tbody>${newest.map((each) => html`<tr><td>${time(each.at)}</td><td class="number">${each.from}</td>
        <td class="number">${each.to}</td><td>${each.action}</td><td>${each.signal}</td><td>${each.why}</td></tr>`)}</tbody></table></div>`;
  }

  return {
    leave: () => clearInterval(rhythm),
    view({ status }) {
      const labels = status.labels ?? {};
      const most = Math.max(Number(labels["com.openfaas.scale.max"] ?? labels["com.faas.max_replicas"] ?? 20) || 20, status.replicas ?? 0);
      const value = wanted ?? status.replicas ?? 0;
      return html`<div class="cards">
        <section class="card"><h2>Replicas</h2>
          <form @submit=${scale}>
            <div class="row slider"><input type="range" min="0" max=${most} step="1" .value=${String(value)} aria-label="Replicas, slider" @input=${choose}>
              <input type="number" min="0" max=${most} .value=${String(value)} aria-label="Replicas" @input=${choose}></div>
            ${alert(problem)}
            <div class="buttons"><button class="primary" ?disabled=${wanted === null}>Scale</button>
              <span class="hint">${status.availableReplicas ?? 0} ready of ${status.replicas ?? 0}</span></div>
          </form></section>
        <section class="card"><h2>Rules</h2><dl>${LABELS.map(
          ([label, title, usual]) => html`<div><dt>${title}</dt><dd>${
            labels[label] ?? (usual ? html`<span class="muted">${usual} (default)</span>` : html`<span class="muted">default</span>`)
          }</dd></div>`,
        )}</dl><p class="hint">They are labels of the function; <a href="#/edit/${encodeURIComponent(key)}">edit</a> changes them.</p></section>
        <section class="card wide"><h2>Decisions</h2>${decisions === null ? nothing : history()}</section>
      </div>`;
    },
  };
}
