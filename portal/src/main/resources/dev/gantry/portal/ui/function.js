// One function: its heading, and the tabs below.

import { html, nothing } from "./lit-html.js";
import { functions } from "./api.js";
import { live } from "./live.js";
import { announce, confirmed, empty, stateOf } from "./parts.js";
import { overviewTab } from "./overview.js";
import { invokeTab } from "./invoke.js";
import { logsTab } from "./logs.js";
import { scalingTab } from "./scaling.js";

const TABS = { overview: "Overview", invoke: "Invoke", logs: "Logs", scaling: "Scaling" };
const MAKE = { overview: overviewTab, invoke: invokeTab, logs: logsTab, scaling: scalingTab };

/** Where calls of a function go; the default namespace needs no suffix but takes one. */
export const pathOf = (status) => `/function/${status.name}.${status.namespace}`;

export function functionPage(update, key, first = "overview") {
  let name = Object.hasOwn(TABS, first) ? first : "overview";
  const tabs = {};

  const tab = () => (tabs[name] ??= MAKE[name](update, key));
  const href = (other) => `#/function/${encodeURIComponent(key)}${other === "overview" ? "" : `/${other}`}`;

  async function remove(status) {
    const sure = await confirmed(
      `Remove the function ${status.name} from ${status.namespace}? Calls that run are finished, new ones are refused.`,
      `Remove ${status.name}`,
    );
    if (sure) {
      await functions.remove(status.name, status.namespace);
      announce(`${status.name} was removed`);
      location.hash = "#/";
    }
  }

  return {
    title: key.split(".")[0],
    /** Another tab of the same function keeps what the others hold. */
    moveTo(hash) {
      const match = /^#\/function\/([^/]+)(?:\/([a-z]+))?$/.exec(hash);
      if (!match || decodeURIComponent(match[1]) !== key) {
        return false;
      }
      name = Object.hasOwn(TABS, match[2] ?? "") ? match[2] : "overview";
      return true;
    },
    leave: () => Object.values(tabs).forEach((each) => each.leave?.()),
    view() {
      const known = live.functions.get(key);
      if (!known) {
        return live.state === "live"
          ? html`<h1>${key}</h1>${empty("There is no such function", "It may have been removed.")}<p class="center"><a href="#/">All functions</a></p>`
          : html`<h1>${key}</h1><p class="muted">Reading …</p>`;
      }
      const { status } = known;
      return html`
        <div class="head"><div>
            <p class="crumb"><a href="#/">Functions</a> / ${status.namespace}</p>
            <h1>${status.name} ${stateOf(status)}</h1>
            ${status.reason ? html`<p class="reason">${status.reason}</p>` : nothing}
          </div>
          <div class="tools">
            <a class="button" href="#/edit/${encodeURIComponent(key)}">Edit</a>
            <button type="button" class="danger" @click=${() => remove(status)}>Remove</button>
          </div></div>
        <nav class="tabs" aria-label="About ${status.name}">
          ${Object.entries(TABS).map(([id, title]) => html`<a href=${href(id)} aria-current=${id === name ? "page" : nothing}>${title}</a>`)}
        </nav>
        ${tab().view(known)}`;
    },
  };
}
