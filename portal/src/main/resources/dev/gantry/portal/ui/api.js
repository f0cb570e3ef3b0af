// Requests to the REST API. An answer that is no success becomes an ApiError with words for people.

export class ApiError extends Error {
  constructor(status, message, problems) {
    super(message);
    this.status = status;
    this.problems = problems ?? [];
  }
}

/** The session is over: app.js shows the form to sign in. */
export const signedOut = new EventTarget();

const HEADERS = { Accept: "application/json", "X-Gantry-Portal": "1" };

async function failure(response) {
  const text = await response.text();
  let problem = {};
  try {
    problem = JSON.parse(text);
  } catch {
    problem = { detail: text };
  }
  const message = problem.detail || problem.title || `the gateway answered ${response.status}`;
  return new ApiError(response.status, message, problem.problems);
}

/** Sends one request and resolves to its response, which is a success. */
export async function send(method, path, body, options = {}) {
  const headers = { ...HEADERS, ...options.headers };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
      cache: "no-store",
    });
  } catch (lost) {
    if (lost.name === "AbortError") {
      throw lost;
    }
    throw new ApiError(0, "the gateway could not be reached");
  }
  if (response.status === 401 && !options.signingIn) {
    signedOut.dispatchEvent(new Event("end"));
  }
  if (!response.ok) {
    throw await failure(response);
  }
  return response;
}

/** Asks for JSON. */
export async function read(path, options) {
  return (await send("GET", path, undefined, options)).json();
}

/** The samples, as `gantry store` lists them. */
export const catalogue = async () => (await read("catalogue.json")).functions;

/** Opens a session; the password goes out with this one request and is kept nowhere. */
export async function signIn(user, password) {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  const pair = btoa(String.fromCharCode(...bytes));
  await send("POST", "/system/session", undefined, {
    headers: { Authorization: `Basic ${pair}` },
    signingIn: true,
  });
}

export async function signOut() {
  await send("DELETE", "/system/session");
}

/** Whether the API answers without signing in first. */
export async function isSignedIn() {
  try {
    await send("GET", "/system/info", undefined, { signingIn: true });
    return true;
  } catch (refused) {
    if (refused.status === 401) {
      return false;
    }
    throw refused;
  }
}

const query = (values) => new URLSearchParams(values).toString();

export const functions = {
  deploy: (deployment) => send("POST", "/system/functions", deployment),
  update: (deployment) => send("PUT", "/system/functions", deployment),
  remove: (name, namespace) =>
    send("DELETE", "/system/functions", { functionName: name, namespace }),
  scale: (name, namespace, replicas) =>
    send("POST", `/system/scale-function/${encodeURIComponent(name)}`, {
      serviceName: name,
      namespace,
      replicas,
    }),
  usage: (name, namespace) =>
    read(`/system/function/${encodeURIComponent(name)}?${query({ namespace, usage: 1 })}`),
  decisions: (name, namespace) =>
    read(`/system/scaling/${encodeURIComponent(name)}?${query({ namespace })}`),
};

export const secrets = {
  list: (namespace) => read(`/system/secrets?${query({ namespace })}`),
  create: (secret) => send("POST", "/system/secrets", secret),
  update: (secret) => send("PUT", "/system/secrets", secret),
  remove: (name, namespace) => send("DELETE", "/system/secrets", { name, namespace }),
};

export const info = () => read("/system/info");
export const nodes = () => read("/system/nodes");
export const namespaces = () => read("/system/namespaces");
