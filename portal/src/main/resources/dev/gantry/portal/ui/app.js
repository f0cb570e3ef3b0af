// Which page is shown, the frame around it, and signing in and out.

import { html, nothing, render } from "./lit-html.js";
import { isSignedIn, signedOut, signOut } from "./api.js";
import { connect, disconnect, live, onChange } from "./live.js";
import { announce } from "./parts.js";
import { signInPage } from "./signin.js";
import { functionsPage } from "./functions.js";
import { functionPage } from "./function.js";
import { deployPage } from "./deploy.js";
import { secretsPage } from "./secrets.js";
import { clusterPage } from "./cluster.js";

const root = document.getElementById("app");
root.replaceChildren();
const NAVIGATION = [
  ["#/", "Functions"],
  ["#/deploy", "New function"],
  ["#/secrets", "Secrets"],
  ["#/cluster", "Cluster"],
];

let page = null;
let shownAt = null;
let signedIn = false;
let asked = false;
/** Whether this browser signed in here; without credentials there is nothing to sign out of. */
const hasSession = () => localStorage.getItem("session") === "open";

/** One render a frame, however often data changes. */
function update() {
  if (!asked) {
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  }
}

const ROUTES = [
  [/^#?\/?$/, () => functionsPage(update)],
  [/^#\/function\/([^/]+)(?:\/([a-z]+))?$/, (key, tab) => functionPage(update, key, tab)],
  [/^#\/edit\/([^/]+)$/, (key) => deployPage(update, key)],
  [/^#\/deploy$/, () => deployPage(update)],
  [/^#\/secrets$/, () => secretsPage(update)],
  [/^#\/cluster$/, () => clusterPage(update)],
];

function pageAt(hash) {
  for (const [pattern, make] of ROUTES) {
    const match = pattern.exec(hash);
    if (match) {
      return make(...match.slice(1).map((part) => part && decodeURIComponent(part)));
    }
  }
  return { title: "Not here", view: () => html`<h1>There is no such page</h1><p><a href="#/">All functions</a></p>` };
}

function go() {
  if (!signedIn) {
    return;
  }
  const hash = location.hash;
  if (page?.moveTo?.(hash)) {
    shownAt = hash;
    update();
    return;
  }
  page?.leave?.();
  page = pageAt(hash);
  const first = shownAt === null;
  shownAt = hash;
  draw();
  if (!first) {
    const heading = root.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

const CONNECTION = {
  live: "Live",
  connecting: "Connecting …",
  lost: "Connection lost, trying again …",
};

function theme() {
  const dark =
    document.documentElement.dataset.theme === "dark" ||
    (!document.documentElement.dataset.theme &&
      matchMedia("(prefers-color-scheme: dark)").matches);
  const next = dark ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
  document.dispatchEvent(new Event("themechange"));
}

async function leave() {
  await signOut();
  localStorage.removeItem("session");
  askToSignIn();
}

function frame() {
  const here = (href) => (href === "#/" ? /^#?\/?$|^#\/function/ : new RegExp(`^${href}`)).test(location.hash);
  return html`
    <a class="skip" href="#main" @click=${(event) => {
      event.preventDefault();
      document.getElementById("main").focus();
    }}>Skip to the content</a>
    <header>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="26" height="26"><span>Gantry</span></a>
      <nav aria-label="Main">
        ${NAVIGATION.map(([href, name]) => html`<a href=${href} aria-current=${here(href) ? "page" : nothing}>${name}</a>`)}
      </nav>
      <div class="frame-end">
        <p class="connection ${live.state}" role="status"><span class="dot" aria-hidden="true"></span>${CONNECTION[live.state]}</p>
        <a href="/openapi.yaml">REST API</a>
        <button type="button" class="plain" @click=${theme}>Light or dark</button>
        ${hasSession() ? html`<button type="button" class="plain" @click=${leave}>Sign out</button>` : nothing}
      </div>
    </header>
    <main id="main" tabindex="-1">${page.view()}</main>`;
}

function draw() {
  if (!page) {
    return;
  }
  document.title = `${page.title} · Gantry`;
  root.className = signedIn ? "" : "bare";
  render(signedIn ? frame() : page.view(), root);
}

function start() {
  signedIn = true;
  page = null;
  connect();
  go();
}

function askToSignIn() {
  if (!signedIn && page) {
    return;
  }
  signedIn = false;
  disconnect();
  live.functions = new Map();
  live.state = "connecting";
  page?.leave?.();
  page = signInPage(update, () => {
    localStorage.setItem("session", "open");
    start();
  });
  draw();
}

onChange(update);
signedOut.addEventListener("end", askToSignIn);
addEventListener("hashchange", go);
addEventListener("unhandledrejection", (event) => {
  if (event.reason?.status !== undefined) {
    event.preventDefault();
    announce(event.reason.message);
  }
});
addEventListener("keydown", (event) => {
  const writing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey) {
    const search = root.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});

// The cookie is out of reach of scripts, so whether there is one is asked of the gateway.
try {
  if (await isSignedIn()) {
    start();
  } else {
    askToSignIn();
  }
} catch {
  // Not reachable now: the frame says so and goes on trying.
  start();
}
