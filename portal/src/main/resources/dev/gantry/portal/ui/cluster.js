// What the functions run on.

import { html, nothing } from "./lit-html.js";
import { info, nodes } from "./api.js";
import { live } from "./live.js";
import { bytes, count, rate, summary } from "./format.js";
import { alert, empty } from "./parts.js";

export function clusterPage(update) {
  let about = null;
  let machines = [];
  let healthy = null;
  let problem = "";

  async function read() {
    try {
      [about, machines] = await Promise.all([info(), nodes()]);
      problem = "";
    } catch (failed) {
      problem = `${failed.message}.`;
    }
    try {
      const answer = await fetch("/healthz", { cache: "no-store" });
      healthy = answer.ok ? "healthy" : (await answer.text()).slice(0, 300);
    } catch {
      healthy = "not reachable";
    }
    update();
  }
  read();
  const rhythm = setInterval(read, 5_000);

  function totals() {
    let replicas = 0;
    let ready = 0;
    let calls = 0;
    let perSecond = 0;
    const states = {};
    for (const { status, figures } of live.functions.values()) {
      replicas += status.replicas ?? 0;
      ready += status.availableReplicas ?? 0;
      calls += status.invocationCount ?? 0;
      perSecond += summary(figures, live.interval).rate;
      states[status.state] = (states[status.state] ?? 0) + 1;
    }
    const words = Object.entries(states).map(([state, number]) => `${number} ${state}`).join(", ");
    return html`<dl class="tiles">
      <div><dt>Functions</dt><dd>${live.functions.size}</dd></div>
      <div><dt>Replicas ready</dt><dd>${ready}<span class="muted"> / ${replicas}</span></dd></div>
      <div><dt>Calls</dt><dd>${count(calls)}</dd></div>
      <div><dt>Rate, last minute</dt><dd>${rate(perSecond)}</dd></div>
      <div><dt>States</dt><dd class="words">${words || "–"}</dd></div>
    </dl>`;
  }

  function machineTable() {
    if (machines.length === 0) {
      return empty("One machine", "This provider runs everything where the gateway is.");
    }
    return html`<div class="scroll"><table><thead><tr><th scope="col">Node</th><th scope="col">State</th><th scope="col">Architecture</th>
      <th scope="col" class="number">CPUs</th><th scope="col" class="number">Memory</th></tr></thead>
      <tbody>${machines.map((node) => html`<tr><th scope="row">${node.hostname}</th>
        <td><span class="state ${node.available ? "ready" : "failing"}"><span class="dot" aria-hidden="true"></span>${node.available ? "available" : "unavailable"}</span> ${node.note}</td>
        <td>${node.architecture}</td><td class="number">${node.cpus}</td><td class="number">${bytes(node.memoryBytes)}</td></tr>`)}</tbody></table></div>`;
  }

  const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value || html`<span class="muted">–</span>`}</dd></div>`;

  return {
    title: "Cluster",
    leave: () => clearInterval(rhythm),
    view: () => html`
      <div class="head"><h1>Cluster</h1></div>
      ${alert(problem)}
      ${totals()}
      <div class="cards">
        <section class="card"><h2>Gateway</h2>${
          about === null
            ? html`<p class="muted">Reading …</p>`
            : html`<dl>
                ${fact("Health", html`<span class="state ${healthy === "healthy" ? "ready" : "failing"}"><span class="dot" aria-hidden="true"></span>${healthy}</span>`)}
                ${fact("Version", about.version.release)}${fact("Commit", about.version.sha)}
                ${fact("Architecture", about.arch)}
                ${fact("Provider", about.provider.provider)}
                ${fact("Provider's version", about.provider.version.release)}
                ${fact("Runs replicas as", about.provider.orchestration)}</dl>`
        }</section>
        <section class="card wide"><h2>Nodes</h2>${about === null ? nothing : machineTable()}</section>
      </div>`,
  };
}
