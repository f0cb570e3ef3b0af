// Greets whoever is named in the body.
const who = require("fs").readFileSync(0, "utf8").split("\n")[0] || "world";
console.log(`Hello, ${who}, from Node!`);
