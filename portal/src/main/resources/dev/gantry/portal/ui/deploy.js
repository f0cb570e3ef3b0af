// The form that makes a function or changes one, and the samples.

import { html, nothing } from "./lit-html.js";
import { catalogue, functions, info, namespaces, secrets } from "./api.js";
import { live } from "./live.js";
import { alert, announce, stateOf } from "./parts.js";

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const ADDED_LABEL = "faas_function";

const EMPTY = {
  service: "", namespace: "", image: "", envProcess: "", env: [], labels: [], annotations: [],
  secrets: [], constraints: "", memory: "", cpu: "", memoryReserved: "", cpuReserved: "", readOnly: false,
};

const rows = (values) => Object.entries(values ?? {}).map(([name, value]) => ({ name, value }));

function formOf(status) {
  const labels = { ...status.labels };
  delete labels[ADDED_LABEL];
  return {
    service: status.name, namespace: status.namespace, image: status.image ?? "",
    envProcess: status.envProcess ?? "", env: rows(status.envVars), labels: rows(labels),
    annotations: rows(status.annotations), secrets: [...(status.secrets ?? [])],
    constraints: (status.constraints ?? []).join("\n"),
    memory: status.limits?.memory ?? "", cpu: status.limits?.cpu ?? "",
    memoryReserved: status.requests?.memory ?? "", cpuReserved: status.requests?.cpu ?? "",
    readOnly: status.readOnlyRootFilesystem ?? false,
  };
}

const mapOf = (list) => Object.fromEntries(list.filter(({ name }) => name).map(({ name, value }) => [name, value]));

function amounts(memory, cpu) {
  return memory || cpu ? { memory: memory || undefined, cpu: cpu || undefined } : undefined;
}

function deploymentOf(form) {
  return {
    service: form.service,
    namespace: form.namespace || undefined,
    image: form.image || undefined,
    envProcess: form.envProcess || undefined,
    envVars: mapOf(form.env),
    labels: mapOf(form.labels),
    annotations: mapOf(form.annotations),
    secrets: form.secrets,
    constraints: form.constraints.split("\n").map((line) => line.trim()).filter(Boolean),
    limits: amounts(form.memory, form.cpu),
    requests: amounts(form.memoryReserved, form.cpuReserved),
    readOnlyRootFilesystem: form.readOnly,
  };
}

/** Which field of the form a problem of the server is about. */
function fieldOf(key) {
  const exact = {
    service: "service", image: "image", envProcess: "envProcess", namespace: "namespace",
    "limits.memory": "memory", "limits.cpu": "cpu", "requests.memory": "memoryReserved",
    "requests.cpu": "cpuReserved", secrets: "secrets", constraints: "constraints",
  };
  if (Object.hasOwn(exact, key)) {
    return exact[key];
  }
  return /^(com\.openfaas|com\.faas|dev\.gantry)\.|^labels/.test(key)
    ? "labels"
    : /^envVars/.test(key) ? "env" : /^annotations/.test(key) ? "annotations" : "";
}

export function deployPage(update, editedKey) {
  let form = structuredClone(EMPTY);
  let filled = false;
  let platform = null;
  let known = { namespaces: [], secrets: [], samples: [] };
  let problems = {};
  let problem = "";
  let busy = false;
  let following = null;

  async function read() {
    const [about, spaces, samples] = await Promise.all([info(), namespaces(), editedKey ? [] : catalogue()]);
    platform = about;
    known.namespaces = spaces;
    // A process has no image that a sample's files could be in.
    known.samples = runsImages() ? samples : samples.filter(({ fprocess }) => !fprocess.includes(" /samples/"));
    form.namespace ||= spaces.includes("openfaas-fn") ? "openfaas-fn" : (spaces[0] ?? "");
    await readSecrets();
  }

  async function readSecrets() {
    known.secrets = (await secrets.list(form.namespace)).map(({ name }) => name);
    update();
  }
  read().catch((failed) => {
    problem = `${failed.message}.`;
    update();
  });

  const runsImages = () => platform !== null && platform.provider.orchestration !== "process";

  const set = (member) => (event) => {
    form[member] = event.target.type === "checkbox" ? event.target.checked : event.target.value;
    delete problems[member];
    if (member === "namespace") {
      readSecrets();
    }
    update();
  };

  function nameProblem() {
    const { service } = form;
    if (!service || editedKey) {
      return "";
    }
    if (!NAME.test(service)) {
      return "Lower-case letters, digits and '-', beginning and ending with a letter or digit";
    }
    if (service.length > 63) {
      return "At most 63 characters";
    }
    return live.functions.has(`${service}.${form.namespace}`) ? "There is a function of this name" : "";
  }

  function place(refused) {
    problems = {};
    const rest = [];
    for (const { key, value, expected } of refused.problems) {
      const field = fieldOf(key);
      const message = `${key}: ${value || "empty"} (expected: ${expected})`;
      if (field) {
        problems[field] = problems[field] ? `${problems[field]}; ${message}` : message;
      } else {
        rest.push(message);
      }
    }
    problem = rest.join("; ") || (Object.keys(problems).length > 0 ? "" : `${refused.message}.`);
  }

  async function deploy(deployment) {
    busy = true;
    problem = "";
    problems = {};
    update();
    try {
      await (editedKey ? functions.update(deployment) : functions.deploy(deployment));
      following = `${deployment.service}.${deployment.namespace}`;
      announce(`${deployment.service} was accepted`);
    } catch (refused) {
      place(refused);
    }
    busy = false;
    update();
    document.querySelector("[aria-invalid=true]")?.focus();
  }

  function submit(event) {
    event.preventDefault();
    if (!nameProblem()) {
      deploy(deploymentOf(form));
    }
  }

  /** Its image is called the same on every machine. */
  const imageOf = ({ images }) => Object.values(images)[0];

  function sample(chosen) {
    deploy({
      service: chosen.name,
      namespace: form.namespace || undefined,
      image: runsImages() ? imageOf(chosen) : undefined,
      envProcess: chosen.fprocess,
      envVars: chosen.environment,
      labels: chosen.labels,
      annotations: chosen.annotations,
      secrets: chosen.secrets,
    });
  }

  function error(member) {
    const message = member === "service" ? nameProblem() || problems.service : problems[member];
    return message ? html`<span class="field-error" id="error-${member}">${message}</span>` : nothing;
  }

  const invalid = (member) =>
    problems[member] || (member === "service" && nameProblem()) ? "true" : nothing;

  const field = (member, title, more = {}) => html`<label>${title}
    <input .value=${form[member]} @input=${set(member)} ?required=${more.required} ?disabled=${more.disabled}
      placeholder=${more.placeholder ?? ""} spellcheck="false" autocapitalize="none"
      aria-invalid=${invalid(member)} aria-describedby=${invalid(member) === "true" ? `error-${member}` : nothing}>
    ${more.hint ? html`<span class="hint">${more.hint}</span>` : nothing}${error(member)}</label>`;

  function pairs(member, title, hint) {
    const change = (index, part) => (event) => {
      form[member][index][part] = event.target.value;
      delete problems[member];
      update();
    };
    const remove = (index) => () => {
      form[member].splice(index, 1);
      update();
    };
    const add = () => {
      form[member].push({ name: "", value: "" });
      update();
    };
    return html`<fieldset><legend>${title}</legend>
      ${form[member].map(({ name, value }, index) => html`<div class="pair">
        <input aria-label="${title}, name ${index + 1}" .value=${name} @input=${change(index, "name")} placeholder="name" spellcheck="false">
        <input aria-label="${title}, value ${index + 1}" .value=${value} @input=${change(index, "value")} placeholder="value" spellcheck="false">
        <button type="button" class="small" aria-label="Remove ${name || `row ${index + 1}`}" @click=${remove(index)}>Remove</button></div>`)}
      <button type="button" class="small" @click=${add}>Add</button>
      ${hint ? html`<span class="hint">${hint}</span>` : nothing}${error(member)}</fieldset>`;
  }

  function secretChoice() {
    const names = [...new Set([...known.secrets, ...form.secrets])].sort();
    const toggle = (name) => (event) => {
      form.secrets = event.target.checked ? [...form.secrets, name] : form.secrets.filter((each) => each !== name);
      update();
    };
    return html`<fieldset><legend>Secrets</legend>${
      names.length === 0
        ? html`<span class="hint">There is none in ${form.namespace}. <a href="#/secrets">Make one</a></span>`
        : names.map((name) => html`<label class="check"><input type="checkbox" .checked=${form.secrets.includes(name)} @change=${toggle(name)}> ${name}</label>`)
    }${error("secrets")}</fieldset>`;
  }

  function progress() {
    const found = live.functions.get(following);
    if (!found) {
      return html`<section class="card" role="status"><h2>On its way</h2><p>Waiting for word of it …</p></section>`;
    }
    const { status } = found;
    return html`<section class="card" role="status"><h2>${status.name} ${stateOf(status)}</h2>
      ${status.state === "pulling" ? html`<progress max="1" .value=${status.progress ?? 0} aria-label="Image"></progress>` : nothing}
      ${status.reason ? html`<p>${status.reason}</p>` : nothing}
      <p>${status.availableReplicas ?? 0} of ${status.replicas ?? 0} replicas take calls.</p>
      <p><a class="button primary" href="#/function/${encodeURIComponent(following)}/invoke">Call it</a>
        <a class="button" href="#/function/${encodeURIComponent(following)}/logs">Its log</a></p></section>`;
  }

  function gallery() {
    return html`<section class="card wide"><h2>Or take a sample</h2>
      ${runsImages() ? html`<p class="hint">gantry images makes the image gantry/samples, gantry up -f samples/stack.yml the others.</p>` : nothing}
      <ul class="gallery">${known.samples.map((each) => {
        const there = live.functions.has(`${each.name}.${form.namespace}`);
        return html`<li><strong>${each.name}</strong><span class="muted">${each.description}</span><code>${runsImages() ? imageOf(each) : each.fprocess}</code>
        ${there ? html`<a href="#/function/${encodeURIComponent(`${each.name}.${form.namespace}`)}">Deployed</a>`
          : html`<button type="button" class="small" aria-label="Deploy ${each.name}" ?disabled=${busy || !platform} @click=${() => sample(each)}>Deploy</button>`}</li>`;
      })}</ul></section>`;
  }

  return {
    title: editedKey ? `Edit ${editedKey.split(".")[0]}` : "New function",
    view() {
      const edited = editedKey && live.functions.get(editedKey);
      if (edited && !filled) {
        filled = true;
        form = formOf(edited.status);
      }
      return html`
        <div class="head"><h1>${editedKey ? html`Edit ${editedKey.split(".")[0]}` : "New function"}</h1></div>
        <div class="cards form-page">
        ${following ? progress() : nothing}
        <section class="card"><h2>${editedKey ? "What it should be" : "Your own"}</h2>
        <form @submit=${submit} novalidate>
          ${field("service", "Name", { required: true, disabled: Boolean(editedKey), placeholder: "hello" })}
          ${known.namespaces.length > 1 && !editedKey
            ? html`<label>Namespace <select @change=${set("namespace")}>${known.namespaces.map((each) => html`<option value=${each} ?selected=${each === form.namespace}>${each}</option>`)}</select>${error("namespace")}</label>`
            : nothing}
          ${runsImages() ? field("image", "Image", { required: true, placeholder: "registry/name:tag" }) : nothing}
          ${field("envProcess", "Command", {
            required: !runsImages(),
            placeholder: "cat",
            hint: runsImages() ? "Empty: what the image says" : "Reads the call's body, writes the answer",
          })}
          ${pairs("env", "Environment")}
          ${secretChoice()}
          <details ?open=${Boolean(problems.labels || problems.memory || problems.cpu || problems.constraints || problems.annotations)}><summary>Limits, labels and more</summary>
            <div class="row">${field("memory", "Memory limit", { placeholder: "64Mi" })}${field("cpu", "CPU limit", { placeholder: "500m" })}</div>
            <div class="row">${field("memoryReserved", "Memory reserved", { placeholder: "32Mi" })}${field("cpuReserved", "CPU reserved", { placeholder: "100m" })}</div>
            ${pairs("labels", "Labels", "com.openfaas.scale.min, .max, .zero and others set how it scales")}
            ${pairs("annotations", "Annotations")}
            ${runsImages() ? html`<label>Constraints <textarea rows="2" .value=${form.constraints} @input=${set("constraints")} placeholder="node.platform.os == linux"></textarea>${error("constraints")}</label>` : nothing}
            <label class="check"><input type="checkbox" .checked=${form.readOnly} @change=${set("readOnly")}> Read-only root file system</label>
          </details>
          ${alert(problem)}
          <div class="buttons"><button class="primary" ?disabled=${busy}>${busy ? "Asking …" : editedKey ? "Update" : "Deploy"}</button>
            ${editedKey ? html`<a class="button" href="#/function/${encodeURIComponent(editedKey)}">Back</a>` : nothing}</div>
        </form></section>
        ${editedKey ? nothing : gallery()}
        </div>`;
    },
  };
}
