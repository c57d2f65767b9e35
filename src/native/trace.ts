/**
 * TurboFan's own account of a function, as far as it says which bytes of WebAssembly an instruction comes from: its graphs tell of each node the byte that it was made for, or the node that it replaced;
 * then which nodes became which instructions, and where these are in the code. Versions of V8 that choose instructions from another graph (Turboshaft) do not tell the second, and nothing is linked.
 */

/** Native code from `from` to before `to` comes from the byte at `position`, counted from the beginning of the function's body. */
export interface Origin {
  readonly from: number;
  readonly to: number;
  readonly position: number;
}

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;
const objects = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The origins in a trace, in the order of the code; undefined when it does not tell. */
export function originsIn(trace: string): readonly Origin[] | undefined {
  const parsed: unknown = JSON.parse(trace);
  const phases = isObject(parsed) ? objects(parsed['phases']) : [];
  const ranges = phases.map((phase) => phase['nodeIdToInstructionRange']).find(isObject);
  const offsets = phases.map((phase) => phase['instructionOffsetToPCOffset']).find(isObject);
  if (ranges === undefined || offsets === undefined) return undefined;
  const positions = positionsOf(phases);
  const ofInstruction = new Map<number, number>();
  for (const [node, range] of Object.entries(ranges)) {
    const position = positions.get(Number(node));
    const [from, to] = Array.isArray(range) ? (range as unknown[]).map(Number) : [];
    if (position === undefined || from === undefined || to === undefined) continue;
    // Where several nodes share an instruction, the last in the bytes is what it is for.
    for (let n = from; n < to; n++) ofInstruction.set(n, Math.max(position, ofInstruction.get(n) ?? 0));
  }
  const starts = Object.entries(offsets)
    .flatMap(([n, places]) => (isObject(places) ? [{ n: Number(n), at: Number(places['gap']) }] : []))
    .sort((one, other) => one.at - other.at || one.n - other.n);
  return starts.flatMap(({ n, at }, place) => {
    const position = ofInstruction.get(n);
    const to = starts[place + 1]?.at ?? at;
    return position === undefined || to <= at ? [] : [{ from: at, to, position }];
  });
}

/** Of each node the byte that it comes from, through the nodes that it replaced. */
function positionsOf(phases: readonly Json[]): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  const replaced = new Map<number, number>();
  for (const phase of phases) {
    const data = phase['data'];
    if (phase['type'] !== 'graph' || !isObject(data)) continue;
    for (const { id, origin } of objects(data['nodes'])) {
      if (!isObject(origin)) continue;
      const { bytecodePosition, nodeId } = origin;
      if (typeof bytecodePosition === 'number') positions.set(Number(id), bytecodePosition);
      else if (typeof nodeId === 'number') replaced.set(Number(id), nodeId);
    }
  }
  for (const node of replaced.keys()) {
    let at = node;
    for (let hops = 0; hops < 16 && !positions.has(at); hops++) at = replaced.get(at) ?? at;
    const position = positions.get(at);
    if (position !== undefined) positions.set(node, position);
  }
  return positions;
}
