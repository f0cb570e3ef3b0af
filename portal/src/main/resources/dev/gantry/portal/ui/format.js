// Numbers and times as people read them.

const number = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const count = (value) => (value >= 100_000 ? compact.format(value) : number.format(value));

export function rate(perSecond) {
  if (perSecond === 0) {
    return "–";
  }
  return `${perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))}/s`;
}

/** Calls are counted in buckets, the first of which ends at 5 ms. */
export function millis(value) {
  if (value < 0) {
    return "–";
  }
  if (value <= 5) {
    return "≤ 5 ms";
  }
  return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
}

export function bytes(value) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let unit = 0;
  let rest = value;
  while (rest >= 1_000 && unit < units.length - 1) {
    rest /= 1_000;
    unit++;
  }
  return `${rest < 10 && unit > 0 ? rest.toFixed(1) : Math.round(rest)} ${units[unit]}`;
}

export function percent(part) {
  if (part === 0) {
    return "–";
  }
  return part < 0.01 ? "< 1 %" : `${Math.round(part * 100)} %`;
}

export function time(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleString([], { hour12: false });
}

export function clock(iso) {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? "" : date.toLocaleTimeString([], { hour12: false });
}

export function ago(iso) {
  const seconds = Math.max(0, (Date.now() - new Date(iso).getTime()) / 1_000);
  const steps = [
    [60, 1, "s"],
    [3_600, 60, "min"],
    [86_400, 3_600, "h"],
    [Infinity, 86_400, "d"],
  ];
  const [, unit, word] = steps.find(([limit]) => seconds < limit);
  return `${Math.floor(seconds / unit)} ${word} ago`;
}

/** The last so many seconds of a function's figures, summed. */
export function summary(figures, interval, seconds = 60) {
  const recent = figures.slice(-Math.max(1, Math.round(seconds / interval)));
  let calls = 0;
  let errors = 0;
  let median = -1;
  let p99 = -1;
  for (const [each, failed, itsMedian, itsP99] of recent) {
    calls += each;
    errors += failed;
    if (each > 0) {
      median = itsMedian;
      p99 = Math.max(p99, itsP99);
    }
  }
  return {
    calls,
    errors,
    rate: recent.length === 0 ? 0 : calls / (recent.length * interval),
    failing: calls === 0 ? 0 : errors / calls,
    median,
    p99,
  };
}
