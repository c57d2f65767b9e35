/** What the JavaScript engines have for an opcode, cut from their generated sources, which are fetched when one is to be seen. */
import { useEffect, useState } from 'preact/hooks';

type Kind = 'switch' | 'closure';

const sources: Readonly<Record<Kind, () => Promise<{ readonly default: string }>>> = {
  switch: () => import('../../src/engines/switch/columns.generated.ts?raw'),
  closure: () => import('../../src/engines/closure/closures.generated.ts?raw'),
};

const loaded: Partial<Record<Kind, string>> = {};

/** The text of an opcode in a generated source; undefined when it has none. */
function cut(kind: Kind, source: string, opcode: number, name: string): string | undefined {
  const begin =
    kind === 'switch'
      ? new RegExp(`^ *case ${opcode}: //.*$`, 'm')
      : new RegExp(`^ */\\* ${name.replaceAll('+', '\\+')} \\*/`, 'm');
  const found = begin.exec(source);
  if (found === null) return undefined;
  const rest = source.slice(found.index);
  const end = (kind === 'switch' ? /\n *(?:case \d+: \/\/|default:)/ : /\n {2}\/\* |\n\];/).exec(rest);
  const lines = rest
    .slice(0, end?.index ?? rest.length)
    .replace(/^\n/, '')
    .trimEnd()
    .split('\n');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** The code, when it is there. */
export function Generated({
  kind,
  opcode,
  name,
}: {
  readonly kind: Kind;
  readonly opcode: number;
  readonly name: string;
}) {
  const [source, setSource] = useState(loaded[kind]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let current = true;
    setSource(loaded[kind]);
    sources[kind]().then(
      ({ default: text }) => {
        loaded[kind] = text;
        if (current) setSource(text);
      },
      () => {
        setFailed(true);
      },
    );
    return () => {
      current = false;
    };
  }, [kind]);
  if (failed) return <p class="nothing">The source could not be fetched.</p>;
  if (source === undefined) return <p class="nothing">…</p>;
  return (
    <pre class="source">{cut(kind, source, opcode, name) ?? 'It has a part of its own, which is not shown here.'}</pre>
  );
}
