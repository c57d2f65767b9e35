// The frame around a reader's predictor, put below it in one script (sandbox/script.ts): runs traces through it and tells the page what it guessed. `make` is the function that the
// reader's text has become; each trace has a predictor of its own.
(() => {
  const post = self.postMessage.bind(self);
  const mostEntries = 48;
  const mostText = 80;

  const textOf = (value) => {
    try {
      return typeof value === 'object' && value !== null
        ? (JSON.stringify(value) ?? '').slice(0, mostText)
        : String(value).slice(0, mostText);
    } catch (error) {
      return `(${String(error).slice(0, mostText)})`;
    }
  };
  const isList = (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));

  /** The entries of one part of the state that differ from the beginning. */
  const partOf = (name, value, first) => {
    if (!isList(value) && !(value instanceof Map)) return { name, size: undefined, entries: [['', textOf(value)]] };
    const entries = [];
    for (const [key, one] of value.entries()) {
      if (entries.length >= mostEntries) break;
      if (isList(value) && first?.[key] === one) continue;
      entries.push([textOf(key), textOf(one)]);
    }
    return { name, size: isList(value) ? value.length : value.size, entries };
  };
  const partsOf = (state, first) =>
    Object.entries(state)
      .filter(([, value]) => value !== undefined && typeof value !== 'function')
      .slice(0, 16)
      .map(([name, value]) => partOf(name, value, first?.[name]));
  /** The lists as they are at the beginning. */
  const copyOf = (state) =>
    Object.fromEntries(
      Object.entries(state).flatMap(([name, value]) => (isList(value) ? [[name, value.slice()]] : [])),
    );

  /** Runs one recording; `watched` branches are told with the state before them. */
  const run = ({ addresses, at, taken, watched }) => {
    const { predict, update, stateNow } = make();
    if (typeof predict !== 'function') throw new TypeError('there is no function predict(branch, history)');
    if (update !== undefined && typeof update !== 'function') throw new TypeError('update must be a function');
    const guesses = new Uint8Array(at.length);
    const moments = [];
    const first = watched.length === 0 ? undefined : copyOf(stateNow());
    let history = 0;
    let next = 0;
    for (let n = 0; n < at.length; n++) {
      const branch = addresses[at[n]];
      const outcome = taken[n] === 1;
      const guess = predict(branch, history);
      if (guess !== true && guess !== false && guess !== 1 && guess !== 0)
        throw new TypeError(`predict gave ${textOf(guess)} for the branch ${branch}; it must give true or false`);
      guesses[n] = guess ? 1 : 0;
      if (n === watched[next]) {
        next++;
        moments.push({ branch: n, history, parts: partsOf(stateNow(), first) });
      }
      update?.(branch, history, outcome);
      history = ((history << 1) | (outcome ? 1 : 0)) & 0x7fffffff;
    }
    return { guesses, moments };
  };

  self.onmessage = ({ data }) => {
    try {
      post({ kind: 'done', result: data.map(run) });
    } catch (error) {
      post({ kind: 'thrown', message: String(error).slice(0, 500), stack: String(error?.stack ?? '').slice(0, 4000) });
    }
  };
  post({ kind: 'ready' });
})();
