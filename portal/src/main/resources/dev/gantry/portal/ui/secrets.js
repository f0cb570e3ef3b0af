// Secrets: made, replaced, removed; their values are never shown, as nobody gets them back.

import { html, nothing } from "./lit-html.js";
import { namespaces, secrets } from "./api.js";
import { live } from "./live.js";
import { alert, announce, confirmed, empty } from "./parts.js";

export function secretsPage(update) {
  let namespace = "openfaas-fn";
  let spaces = [];
  let names = null;
  let problem = "";
  let replaced = "";

  async function read() {
    try {
      spaces = await namespaces();
      if (!spaces.includes(namespace)) {
        namespace = spaces[0] ?? namespace;
      }
      names = (await secrets.list(namespace)).map(({ name }) => name).sort();
    } catch (failed) {
      problem = `${failed.message}.`;
    }
    update();
  }
  read();

  async function tried(work, done) {
    problem = "";
    try {
      await work();
      announce(done);
      replaced = "";
    } catch (failed) {
      problem = `${failed.message}.`;
    }
    await read();
  }

  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    const values = new FormData(form);
    const name = replaced || values.get("name");
    const secret = { name, namespace, value: values.get("value") };
    const again = Boolean(replaced);
    await tried(() => (again ? secrets.update(secret) : secrets.create(secret)), `${name} was ${again ? "replaced" : "stored"}`);
    if (!problem) {
      form.reset();
    }
  }

  async function remove(name) {
    if (await confirmed(`Remove the secret ${name} from ${namespace}?`, `Remove ${name}`)) {
      await tried(() => secrets.remove(name, namespace), `${name} was removed`);
    }
  }

  const users = (name) =>
    [...live.functions.values()]
      .filter(({ status }) => status.namespace === namespace && status.secrets?.includes(name))
      .map(({ status }) => status.name);

  function list() {
    if (names === null) {
      return html`<p class="muted">Reading …</p>`;
    }
    return names.length === 0
      ? empty("No secret yet", "Functions read secrets as files in /var/openfaas/secrets/.")
      : html`<div class="scroll"><table><thead><tr><th scope="col">Name</th><th scope="col">Used by</th><th scope="col"><span class="unseen">Actions</span></th></tr></thead>
        <tbody>${names.map((name) => html`<tr><th scope="row">${name}</th><td>${users(name).join(", ") || html`<span class="muted">nobody</span>`}</td>
          <td class="actions"><button type="button" class="small" aria-label="Replace ${name}" @click=${() => {
            replaced = name;
            update();
            requestAnimationFrame(() => document.querySelector("[name=value]").focus());
          }}>Replace</button>
          <button type="button" class="small danger" aria-label="Remove ${name}" @click=${() => remove(name)}>Remove</button></td></tr>`)}</tbody></table></div>`;
  }

  return {
    title: "Secrets",
    view: () => html`
      <div class="head"><h1>Secrets</h1><div class="tools">${
        spaces.length > 1
          ? html`<select aria-label="Namespace" @change=${(event) => {
              namespace = event.target.value;
              names = null;
              read();
            }}>${spaces.map((each) => html`<option value=${each} ?selected=${each === namespace}>${each}</option>`)}</select>`
          : nothing
      }</div></div>
      ${alert(problem)}
      <div class="cards">
        <section class="card wide">${list()}</section>
        <section class="card"><h2>${replaced ? `Replace ${replaced}` : "New secret"}</h2>
          <form @submit=${submit} autocomplete="off">
            ${replaced ? nothing : html`<label>Name <input name="name" required spellcheck="false" autocapitalize="none"></label>`}
            <label>Value <textarea name="value" rows="3" required spellcheck="false"></textarea></label>
            <p class="hint">It goes to the gateway and is never shown again.</p>
            <div class="buttons"><button class="primary">${replaced ? "Replace" : "Store"}</button>
              ${replaced ? html`<button type="button" @click=${() => {
                replaced = "";
                update();
              }}>Cancel</button>` : nothing}</div>
          </form></section>
      </div>`,
  };
}
