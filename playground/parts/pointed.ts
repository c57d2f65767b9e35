/** A word of an editor that something elsewhere points at: a node of the tree, say. */
import { StateEffect, StateField, type Extension } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';
import { rangeAt } from './range.js';

/** Points at a position in code points, from 1; undefined at nothing. */
export const pointAt = StateEffect.define<number | undefined>();

const mark = Decoration.mark({ class: 'pointed' });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, { effects, docChanged, newDoc }) {
    const effect = effects.find((one) => one.is(pointAt));
    if (effect === undefined) return docChanged ? Decoration.none : before;
    const text = newDoc.toString();
    // A position from another text may lie behind this one.
    if (effect.value === undefined || effect.value > text.length) return Decoration.none;
    const { from, to } = rangeAt(text, effect.value);
    return from < to ? Decoration.set(mark.range(from, to)) : Decoration.none;
  },
  provide: (own) => EditorView.decorations.from(own),
});

/** Makes an editor understand `pointAt`. */
export const pointed: Extension = field;
