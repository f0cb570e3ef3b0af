// Answers what it was asked, as JSON: method, path, query and body.
const chunks = [];
process.stdin.on("data", (chunk) => chunks.push(chunk));
process.stdin.on("end", () => {
  const text = Buffer.concat(chunks).toString("utf8");
  const answer = {
    method: process.env.Http_Method,
    path: process.env.Http_Path,
    query: Object.fromEntries(new URLSearchParams(process.env.Http_Query)),
    body: parsed(text),
  };
  process.stdout.write(JSON.stringify(answer) + "\n");
});

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
