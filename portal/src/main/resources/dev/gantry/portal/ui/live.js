// The functions as they are now, from one stream of events that all pages share.

import { isSignedIn, signedOut } from "./api.js";

const RETRY_FIRST = 500;
const RETRY_MOST = 10_000;

export const live = {
  /** "connecting", "live" or "lost". */
  state: "connecting",
  /** By full name: { status, figures }, figures oldest first and never more than intervals. */
  functions: new Map(),
  /** Seconds that one figure counts. */
  interval: 2,
  intervals: 150,
  tick: 0,
};

export const IDLE = Object.freeze([0, 0, -1, -1, 0, 0]);

const listeners = new Set();
let source = null;
let retry = RETRY_FIRST;
let timer = 0;

/** Calls back after each change; returns what ends that. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const keyOf = (status) => `${status.name}.${status.namespace}`;

function changed() {
  for (const listener of listeners) {
    listener();
  }
}

function begin(data) {
  live.interval = data.interval;
  live.intervals = data.intervals;
  live.tick = data.tick;
  live.functions = new Map(
    data.functions.map(({ status, figures }) => [keyOf(status), { status, figures }]),
  );
  live.state = "live";
  retry = RETRY_FIRST;
}

function put(status) {
  const known = live.functions.get(keyOf(status));
  if (known) {
    known.status = status;
  } else {
    live.functions.set(keyOf(status), { status, figures: [] });
  }
}

/** Figures come for functions that were called; all others were idle. Missed intervals too. */
function advance(data) {
  const missed = Math.min(data.tick - live.tick - 1, live.intervals);
  live.tick = data.tick;
  for (const [key, known] of live.functions) {
    const idle = [...IDLE];
    idle[4] = known.status.availableReplicas ?? 0;
    for (let i = 0; i < missed; i++) {
      known.figures.push(idle);
    }
    const figures = data.functions[key] ?? idle;
    known.figures.push(figures);
    known.figures.splice(0, known.figures.length - live.intervals);
    if (figures[0] > 0) {
      const { status } = known;
      known.status = { ...status, invocationCount: (status.invocationCount ?? 0) + figures[0] };
    }
  }
}

function take(event, use) {
  source.addEventListener(event, (message) => {
    use(JSON.parse(message.data));
    changed();
  });
}

/** Opens the stream, and again whenever it ends. */
export function connect() {
  disconnect();
  source = new EventSource("/system/events");
  take("functions", begin);
  take("changed", put);
  take("removed", ({ name, namespace }) => live.functions.delete(`${name}.${namespace}`));
  take("figures", advance);
  source.addEventListener("error", lost);
}

async function lost() {
  source?.close();
  live.state = "lost";
  changed();
  try {
    if (!(await isSignedIn())) {
      signedOut.dispatchEvent(new Event("end"));
      return;
    }
  } catch {
    // Not reachable: asked again below.
  }
  clearTimeout(timer);
  timer = setTimeout(connect, retry);
  retry = Math.min(retry * 2, RETRY_MOST);
}

export function disconnect() {
  clearTimeout(timer);
  source?.close();
  source = null;
}

/** Connections to one host are few, for all tabs together: a page that nobody sees gives its back. */
const PATIENCE_HIDDEN = 10_000;
let resting = false;
let restTimer = 0;

function rest() {
  if (source) {
    resting = true;
    disconnect();
  }
}

function resume() {
  clearTimeout(restTimer);
  if (resting) {
    resting = false;
    connect();
  }
}

addEventListener("pagehide", rest);
addEventListener("pageshow", resume);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    restTimer = setTimeout(rest, PATIENCE_HIDDEN);
  } else {
    resume();
  }
});
