/** A field for SQL or, without colours, other text: CodeMirror with PostgreSQL's words, and the error's place underlined. Tab leaves it, as it leaves any field. */
import { PostgreSQL, sql } from '@codemirror/lang-sql';
import { syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { minimalSetup } from 'codemirror';
import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '../worker/protocol.js';
import { pointAt, pointed } from './pointed.js';
import { rangeAt } from './range.js';

interface Props {
  readonly id: string;
  readonly label: string;
  /** What it holds at first, and when `revision` changes: while somebody types, what is typed is newer than what comes back. */
  readonly value: string;
  readonly revision: number | string;
  readonly onChange: (value: string) => void;
  readonly failure: Failure | undefined;
  /** Where something elsewhere points, in code points from 1. */
  readonly position?: number | undefined;
  /** It is no SQL, and has no colours. */
  readonly plain?: boolean;
}

const language = new Compartment();
const coloured = [sql({ dialect: PostgreSQL }), syntaxHighlighting(classHighlighter)];
const uncoloured: Extension = [];

/** Each coloured word is an element, and browsers take minutes to replace ten thousand of them: a huge text has no colours. */
const languageFor = (text: string, isPlain: boolean): Extension =>
  isPlain || text.length > 6000 ? uncoloured : coloured;

/** The field; `#id-failure` is where its error is told in words. */
export function Editor({ id, label, value, revision, onChange, failure, position, plain = false }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | undefined>(undefined);
  const changed = useRef(onChange);
  changed.current = onChange;
  useEffect(() => {
    const parent = place.current;
    if (parent === null) return;
    const editor = new EditorView({
      parent,
      state: EditorState.create({
        doc: value,
        extensions: [
          minimalSetup,
          language.of(languageFor(value, plain)),
          pointed,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            // What scrolls must be reached by the keyboard.
            tabindex: '0',
            'aria-describedby': `${id}-failure`,
            spellcheck: 'false',
            autocapitalize: 'off',
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
    };
  }, []);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const wanted = languageFor(value, plain);
    if (language.get(editor.state) !== wanted) editor.dispatch({ effects: language.reconfigure(wanted) });
  }, [value]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [revision]);
  useEffect(() => {
    const editor = view.current;
    if (editor === undefined) return;
    const text = editor.state.doc.toString();
    const diagnostics =
      failure === undefined
        ? []
        : [{ ...rangeAt(text, failure.position), severity: 'error' as const, message: failure.message }];
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
    editor.contentDOM.setAttribute('aria-invalid', String(failure !== undefined));
  }, [failure]);
  useEffect(() => {
    view.current?.dispatch({ effects: pointAt.of(position) });
  }, [position]);
  return <div id={id} class="editor" ref={place} />;
}
