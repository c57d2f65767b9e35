/** The families beside core: those with types of their own in the order of their numbers, then arrays over all of their types. */
import type { FamilyDefinition } from '../language/family.js';
import { arrayOver } from './array/family.js';
import { binary } from './binary/family.js';
import { coreTypes } from './core/types.js';
import { datetime } from './datetime/family.js';
import { declared } from './declared/family.js';
import { float } from './float/family.js';
import { format } from './format/family.js';
import { integer } from './integer/family.js';
import { json } from './json/family.js';
import { money } from './money/family.js';
import { network } from './network/family.js';
import { jsonpath } from './jsonpath/family.js';
import { numeric } from './numeric/family.js';
import { range } from './range/family.js';
import { regexp } from './regexp/family.js';
import { text } from './text/family.js';

const ofElements: readonly FamilyDefinition[] = [
  text,
  numeric,
  datetime,
  regexp,
  json,
  binary,
  network,
  format,
  float,
  declared,
  range,
  money,
  integer,
  jsonpath,
];

export const families: readonly FamilyDefinition[] = [
  ...ofElements,
  arrayOver([...coreTypes, ...ofElements.flatMap((family) => family.types)]),
];
