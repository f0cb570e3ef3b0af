// Tells about the machine or container it runs in, as JSON.
const os = require("os");

const mebibytes = (bytes) => Math.round(bytes / 2 ** 20);
const info = {
  hostname: os.hostname(),
  system: `${os.type()} ${os.release()}`,
  processor: { architecture: os.arch(), count: os.cpus().length },
  memory: { totalMiB: mebibytes(os.totalmem()), freeMiB: mebibytes(os.freemem()) },
  uptimeSeconds: Math.round(os.uptime()),
  node: process.version,
};
process.stdout.write(JSON.stringify(info) + "\n");
