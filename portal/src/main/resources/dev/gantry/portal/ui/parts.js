// Small pieces that several pages show.

import { html, nothing, svg } from "./lit-html.js";

export const STATES = {
  ready: "ready",
  starting: "starting",
  pulling: "pulling its image",
  asleep: "asleep",
  failing: "failing",
};

export function stateOf(status) {
  const state = status.state ?? "starting";
  const progress =
    state === "pulling" && status.progress !== undefined
      ? ` ${Math.round(status.progress * 100)} %`
      : "";
  return html`<span class="state ${Object.hasOwn(STATES, state) ? state : "starting"}"
    title=${status.reason ?? nothing}><span class="dot" aria-hidden="true"></span>${state}${progress}</span>`;
}

/** Calls of the last minutes as a line, errors below it. */
export function sparkline(figures, intervals, label) {
  const width = 120;
  const height = 28;
  const most = Math.max(1, ...figures.map(([calls]) => calls));
  const step = width / (intervals - 1);
  const start = width - (figures.length - 1) * step;
  const line = (index) => {
    let path = "";
    figures.forEach((slot, i) => {
      const x = (start + i * step).toFixed(1);
      const y = (height - 2 - (slot[index] / most) * (height - 4)).toFixed(1);
      path += `${i === 0 ? "M" : "L"}${x} ${y}`;
    });
    return path;
  };
  const failing = figures.some(([, errors]) => errors > 0);
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"
    role="img" aria-label=${label}>
    ${svg`<path class="base" d="M0 ${height - 2}L${width} ${height - 2}"></path>`}
    ${svg`<path class="calls" d=${line(0)}></path>`}
    ${failing ? svg`<path class="errors" d=${line(1)}></path>` : nothing}
  </svg>`;
}

export function copyButton(text, what) {
  const copy = async (event) => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Press Ctrl-C";
      getSelection().selectAllChildren(button.previousElementSibling);
    }
    setTimeout(() => (button.textContent = "Copy"), 1_500);
  };
  return html`<button type="button" class="small" aria-label="Copy ${what}" @click=${copy}>Copy</button>`;
}

export const copyable = (text, what) =>
  html`<span class="copyable"><code>${text}</code>${copyButton(text, what)}</span>`;

export const alert = (message) =>
  message ? html`<p class="alert" role="alert">${message}</p>` : nothing;

export const empty = (title, hint) =>
  html`<div class="empty"><h2>${title}</h2><p>${hint}</p></div>`;

/** Asks before something that cannot be taken back; resolves to whether to do it. */
export function confirmed(question, action) {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const text = document.createElement("p");
  text.textContent = question;
  text.id = "question";
  dialog.setAttribute("aria-labelledby", "question");
  const buttons = document.createElement("div");
  buttons.className = "buttons";
  const no = document.createElement("button");
  no.textContent = "Cancel";
  const yes = document.createElement("button");
  yes.textContent = action;
  yes.className = "danger";
  buttons.append(no, yes);
  dialog.append(text, buttons);
  document.body.append(dialog);
  return new Promise((resolve) => {
    const end = (answer) => () => {
      dialog.remove();
      resolve(answer);
    };
    no.addEventListener("click", end(false));
    yes.addEventListener("click", end(true));
    dialog.addEventListener("cancel", end(false));
    dialog.showModal();
    no.focus();
  });
}

let announcer = null;

/** Says what was done, for eyes and for screen readers. */
export function announce(message) {
  if (!announcer) {
    announcer = document.createElement("div");
    announcer.className = "toast";
    announcer.setAttribute("role", "status");
    document.body.append(announcer);
  }
  announcer.textContent = message;
  announcer.classList.add("shown");
  clearTimeout(announcer.timer);
  announcer.timer = setTimeout(() => announcer.classList.remove("shown"), 4_000);
}
