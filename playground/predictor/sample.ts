/** The predictor that a reader finds: two-bit counters, with what the functions are given said beside them. */
export const samplePredictor = `// predict says whether a branch will be taken; update tells what came true.
// branch   a number, the branch's address
// history  the last 32 outcomes of all branches as bits, the newest in the lowest
const state = { counters: new Uint8Array(256).fill(1) };
const place = (branch, history) => branch & 255; // better: (branch ^ history) & 255

function predict(branch, history) {
  return state.counters[place(branch, history)] >= 2;
}

function update(branch, taken, history) {
  const at = place(branch, history);
  const counter = state.counters[at];
  state.counters[at] = taken ? Math.min(counter + 1, 3) : Math.max(counter - 1, 0);
}
`;
