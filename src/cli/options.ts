/** The options that several commands have, and how their values are read. */
import { InvalidArgumentError, Option } from 'commander';
import { deformRungs, engineNames, type DeformRung, type Rung } from '../index.js';

export const engineOption = (): Option =>
  new Option('--engine <name>', 'the engine that runs the program').choices([...engineNames, 'auto']).default('auto');

export const engineOrAllOption = (): Option =>
  new Option('--engine <name>', 'the engine; `all` runs every engine on every rung and compares')
    .choices([...engineNames, 'auto', 'all'])
    .default('auto');

export const rungOption = (): Option =>
  new Option('--rung <0-4>', 'how far the program is specialised, 0 (generic) to 4 (fused)').argParser((text): Rung => {
    const rung = Number(text);
    if (/^[0-4]$/.test(text)) return rung as Rung;
    throw new InvalidArgumentError('It must be 0, 1, 2, 3 or 4.');
  });

export const deformOption = (): Option =>
  new Option('--deform <0-5>', `over heap pages, how far deforming is specialised, 0 (${deformRungs[0]}) to 5 (${deformRungs[5]})`).argParser(
    (text): DeformRung => {
      const rung = Number(text);
      if (/^[0-5]$/.test(text)) return rung as DeformRung;
      throw new InvalidArgumentError('It must be 0, 1, 2, 3, 4 or 5.');
    },
  );

export const schemaOption = (): Option => new Option('--schema <columns>', "the columns and their types, as in 'a int4 not null, b text'");

/** A whole number, not negative; `_` may group the digits. */
export function wholeNumber(text: string): number {
  const digits = text.replaceAll('_', '');
  const number = Number(digits);
  if (/^\d+$/.test(digits) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It must be a whole number.');
}
