/** The options that several commands have, and how their values are read. */
import { InvalidArgumentError, Option } from 'commander';
import { deformRungs, engineNames, type DeformRung, type Rung } from '../index.js';
import { inputFormats } from './input-format.js';

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
  new Option(
    '--deform <0-5>',
    `over heap pages, how far deforming is specialised, 0 (${deformRungs[0]}) to 5 (${deformRungs[5]})`,
  ).argParser((text): DeformRung => {
    const rung = Number(text);
    if (/^[0-5]$/.test(text)) return rung as DeformRung;
    throw new InvalidArgumentError('It must be 0, 1, 2, 3, 4 or 5.');
  });

export const schemaOption = (): Option =>
  new Option(
    '--schema <columns>',
    "types of columns, as CREATE TABLE takes them: 'a int4 not null, b text'; the others are inferred",
  );

export const fromOption = (): Option =>
  new Option('--from <format>', 'what the file holds; by its name, else by its first bytes').choices(inputFormats);

export const toastOption = (): Option =>
  new Option(
    '--toast <FILE>',
    'of a heap file, the file of its TOAST table, where long values are: pg_relation_filepath(reltoastrelid)',
  );

export const allTuplesOption = (): Option =>
  new Option('--all-tuples', 'of a heap file, also the rows that are deleted or whose insertion failed');

export const noChecksumsOption = (): Option =>
  new Option('--no-checksums', 'of a heap file, do not compare the checksums of its pages');

export const skipDamagedOption = (): Option =>
  new Option('--skip-damaged', 'of a heap file, go on after a page that is damaged, and tell which');

export const paramOption = (): Option =>
  new Option('--param <value...>', "the values of $1, $2, … in PostgreSQL's input syntax; \\N is null").default([]);

export const noReorderOption = (): Option =>
  new Option('--no-reorder', 'with the engine auto, keep the conjuncts in the order written');

/** A whole number, not negative; `_` may group the digits. */
export function wholeNumber(text: string): number {
  const digits = text.replaceAll('_', '');
  const number = Number(digits);
  if (/^\d+$/.test(digits) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('It must be a whole number.');
}
