const note = document.getElementById("note");
const table = document.getElementById("functions");

function cell(row, text) {
  row.insertCell().textContent = text;
}

function show(functions) {
  for (const one of functions) {
    const row = table.tBodies[0].insertRow();
    cell(row, one.name);
    cell(row, one.reason ? `${one.state}: ${one.reason}` : one.state);
    cell(row, `${one.availableReplicas ?? 0} of ${one.replicas ?? 0}`);
    cell(row, one.invocationCount ?? 0);
  }
  table.hidden = functions.length === 0;
  note.textContent = functions.length === 0 ? "None is deployed." : "";
}

try {
  const answer = await fetch("/system/functions", { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`the gateway answered ${answer.status}`);
  }
  show(await answer.json());
} catch (failure) {
  note.textContent = `The list could not be read: ${failure.message}.`;
}
