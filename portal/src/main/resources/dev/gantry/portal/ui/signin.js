// The form to sign in, shown instead of every page while there is no session.

import { html } from "./lit-html.js";
import { signIn } from "./api.js";
import { alert } from "./parts.js";

export function signInPage(update, done) {
  let problem = "";
  let busy = false;

  async function submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    busy = true;
    problem = "";
    update();
    try {
      await signIn(form.get("user"), form.get("password"));
      done();
    } catch (refused) {
      problem =
        refused.status === 401 ? "User or password is not right." : `${refused.message}.`;
    }
    busy = false;
    update();
  }

  return {
    title: "Sign in",
    view: () => html`<main class="signin" id="main">
      <form @submit=${submit}>
        <img src="icon.svg" alt="" width="44" height="44">
        <h1>Gantry</h1>
        ${alert(problem)}
        <label>User <input name="user" autocomplete="username" required autofocus value="admin"></label>
        <label>Password
          <input name="password" type="password" autocomplete="current-password" required></label>
        <button class="primary" ?disabled=${busy}>${busy ? "Signing in …" : "Sign in"}</button>
        <p class="hint">The password is in the file that the gateway named when it started.</p>
      </form>
    </main>`,
  };
}
