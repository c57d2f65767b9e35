// The frame around the compiler of lesson 18, as the reader has changed it, put below it in one script (sandbox/script.ts): compiles the conditions, runs the module over the columns and
// tells what it counted. `make` is the function that the reader's text has become.
(() => {
  const post = self.postMessage.bind(self);
  const now = performance.now.bind(performance);
  const pageSize = 65536;
  // So long is measured, in milliseconds: V8 first compiles quickly, and makes quick code when the function has run for a while. So many passes are one measurement, and the fastest counts.
  const [long, passes] = [400, 4];

  const run = ({ conditions, columns }) => {
    const { compile, instantiate } = make();
    for (const [name, value] of Object.entries({ compile, instantiate }))
      if (typeof value !== 'function') throw new TypeError(`there is no function ${name}`);
    const stride = columns[0].length * 4;
    const memory = new WebAssembly.Memory({ initial: Math.ceil((columns.length * stride) / pageSize) });
    columns.forEach((column, n) => {
      new Int32Array(memory.buffer, n * stride, column.length).set(column);
    });
    const bytes = compile(conditions, stride);
    if (!(bytes instanceof Uint8Array)) throw new TypeError('compile must give the bytes of a module, a Uint8Array');
    const count = instantiate(bytes, memory);
    if (typeof count !== 'function') throw new TypeError('instantiate must give the function count(from, to)');
    const counted = count(0, stride);
    const end = now() + long;
    let best = Number.POSITIVE_INFINITY;
    for (let start = now(); start < end; start = now()) {
      for (let pass = 0; pass < passes; pass++) count(0, stride);
      best = Math.min(best, now() - start);
    }
    return { bytes, counted, nanoseconds: (best * 1e6) / (passes * columns[0].length) };
  };

  self.onmessage = ({ data }) => {
    try {
      post({ kind: 'done', result: run(data) });
    } catch (error) {
      post({ kind: 'thrown', message: String(error).slice(0, 500), stack: String(error?.stack ?? '').slice(0, 4000) });
    }
  };
  post({ kind: 'ready' });
})();
