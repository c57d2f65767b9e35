/** Markdown as far as lessons use it: headings, paragraphs, lists, tables, code, links, folded answers. It makes elements, never HTML from text. */
import { createContext, type ComponentChildren, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import { Scroll } from './scroll.js';

/** What shows code that is marked as `js editable`; plain code unless given. */
export const EditableCode = createContext<ComponentType<{ readonly text: string }> | undefined>(undefined);

/** The text as elements. */
export function Markdown({ text }: { readonly text: string }) {
  return <>{blocks(text.split('\n'))}</>;
}

function blocks(lines: readonly string[]): ComponentChildren[] {
  const made: ComponentChildren[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(lines, at);
    if (block !== null) made.push(block);
    at = next;
  }
  return made;
}

const startsBlock = (line: string): boolean => line.trim() === '' || /^(```|#{1,6} |\||- |\d+\. |> )/.test(line.trim());

/** The block at a line, and the line behind it. */
function blockAt(lines: readonly string[], at: number): [ComponentChildren, number] {
  const line = lines[at]?.trim() ?? '';
  const until = (holds: (line: string) => boolean, from: number): number => {
    let end = from;
    while (end < lines.length && holds(lines[end] ?? '')) end++;
    return end;
  };
  if (line === '') return [null, at + 1];
  if (line.startsWith('```')) {
    const end = until((other) => !other.trim().startsWith('```'), at + 1);
    const text = lines.slice(at + 1, end).join('\n');
    return [<Code key={at} text={text} editable={/^```\w+ editable$/.test(line)} />, end + 1];
  }
  const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
  if (heading !== undefined) return [<h4 key={at}>{inline(heading)}</h4>, at + 1];
  if (line.startsWith('|')) {
    const end = until((other) => other.trim().startsWith('|'), at);
    return [<Table key={at} lines={lines.slice(at, end)} />, end];
  }
  const list = /^(- |\d+\. )/.exec(line)?.[0];
  if (list !== undefined) {
    const end = until(
      (other) => other.trim() !== '' && (/^(- |\d+\. )/.test(other.trim()) || /^\s/.test(other) || !startsBlock(other)),
      at,
    );
    const items = lines
      .slice(at, end)
      .join('\n')
      .split(/^\s*(?:- |\d+\. )/m)
      .slice(1);
    const Tag = list === '- ' ? 'ul' : 'ol';
    return [
      <Tag key={at}>
        {items.map((item) => (
          <li key={item}>{inline(item.replaceAll(/\s*\n\s*/g, ' '))}</li>
        ))}
      </Tag>,
      end,
    ];
  }
  const end = Math.max(
    until((other) => !startsBlock(other), at),
    at + 1,
  );
  return [<p key={at}>{inline(lines.slice(at, end).join(' ').replace(/^> /, ''))}</p>, end];
}

function Code({ text, editable }: { readonly text: string; readonly editable: boolean }) {
  const Editable = useContext(EditableCode);
  if (editable && Editable !== undefined) return <Editable text={text} />;
  return (
    <pre>
      <code>{text}</code>
    </pre>
  );
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

function Table({ lines }: { readonly lines: readonly string[] }) {
  const [head = '', rule = '', ...body] = lines;
  const right = cells(rule).map((cell) => cell.endsWith(':'));
  return (
    <Scroll label="Table">
      <table>
        <thead>
          <tr>
            {cells(head).map((cell, n) => (
              <th key={n} scope="col" class={right[n] ? 'number' : ''}>
                {inline(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((line) => (
            <tr key={line}>
              {cells(line).map((cell, n) => (
                <td key={n} class={right[n] ? 'number' : ''}>
                  {inline(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Code, strong, emphasis and links within a line. */
function inline(text: string): ComponentChildren[] {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*|\[[^\]]+\]\([^)\s]+\))/);
  return parts.map((part, n) => {
    if (/^`.+`$/.test(part)) return <code key={n}>{part.slice(1, -1)}</code>;
    if (/^\*\*.+\*\*$/.test(part)) return <strong key={n}>{inline(part.slice(2, -2))}</strong>;
    if (/^\*.+\*$/.test(part)) return <em key={n}>{inline(part.slice(1, -1))}</em>;
    const [, label = '', target = ''] = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part) ?? [];
    if (target === '') return part;
    // A lesson is opened here; what else lies beside it is no part of the site.
    const lesson = /^(?:\.\/)?0*(\d+)-[a-z0-9-]+\.md$/.exec(target)?.[1];
    if (lesson !== undefined) {
      return (
        <a key={n} href={`#lesson-${lesson}`} data-lesson={lesson}>
          {inline(label)}
        </a>
      );
    }
    return /^https?:/.test(target) ? (
      <a key={n} href={target} rel="noreferrer">
        {inline(label)}
      </a>
    ) : (
      <span key={n}>{inline(label)}</span>
    );
  });
}
