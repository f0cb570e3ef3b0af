// <live-chart>: lines over the last minutes, drawn by uPlot, which is loaded with the first chart.

let library = null;

function uPlot() {
  library ??= new Promise((resolve, reject) => {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "uPlot.min.css";
    const script = document.createElement("script");
    script.src = "uPlot.iife.min.js";
    script.addEventListener("load", () => resolve(globalThis.uPlot));
    script.addEventListener("error", () => reject(new Error("the charts could not be loaded")));
    document.head.append(style, script);
  });
  return library;
}

const HEIGHT = 150;

/** Set .data = { series: [{ label, color, values }], interval, tick }. */
class LiveChart extends HTMLElement {
  #plot = null;
  #data = null;
  #observer = new ResizeObserver(() => this.#plot?.setSize(this.#size()));
  #themed = () => this.#redraw();

  set data(data) {
    const sameLines = this.#data?.series.length === data.series.length;
    this.#data = data;
    if (this.#plot && sameLines) {
      this.#plot.setData(this.#columns());
    } else if (this.isConnected) {
      this.#draw();
    }
  }

  connectedCallback() {
    this.#observer.observe(this);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", this.#themed);
    document.addEventListener("themechange", this.#themed);
    if (this.#data) {
      this.#draw();
    }
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    matchMedia("(prefers-color-scheme: dark)").removeEventListener("change", this.#themed);
    document.removeEventListener("themechange", this.#themed);
    this.#plot?.destroy();
    this.#plot = null;
  }

  #size() {
    return { width: Math.max(160, this.clientWidth), height: HEIGHT };
  }

  /** Seconds before now on the x axis; a function younger than the window starts in the middle. */
  #columns() {
    const { series, interval, intervals } = this.#data;
    const x = Array.from({ length: intervals }, (_, i) => (i - intervals + 1) * interval);
    const padded = series.map(({ values }) => [
      ...Array(Math.max(0, intervals - values.length)).fill(null),
      ...values,
    ]);
    return [x, ...padded];
  }

  async #draw() {
    const Plot = await uPlot();
    if (!this.isConnected || this.#plot) {
      this.#plot?.setData(this.#columns());
      return;
    }
    const style = getComputedStyle(this);
    const color = (name) => style.getPropertyValue(name).trim();
    const axis = {
      stroke: color("--muted"),
      grid: { stroke: color("--line"), width: 1 },
      ticks: { show: false },
      font: "11px system-ui",
    };
    this.#plot = new Plot(
      {
        ...this.#size(),
        padding: [8, 14, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false },
          y: { range: (_, low, high) => [0, Math.max(1, high ?? 1) * 1.1] },
        },
        axes: [
          { ...axis, size: 26, values: (_, ticks) => ticks.map((t) => (t === 0 ? "now" : `${t / 60} min`)),
            splits: () => [-240, -120, 0] },
          { ...axis, size: 40 },
        ],
        series: [
          {},
          ...this.#data.series.map(({ color: name, label }) => ({
            label,
            stroke: color(name),
            width: 1.5,
            points: { show: false },
          })),
        ],
      },
      this.#columns(),
      this,
    );
  }

  #redraw() {
    this.#plot?.destroy();
    this.#plot = null;
    if (this.#data) {
      this.#draw();
    }
  }
}

customElements.define("live-chart", LiveChart);
