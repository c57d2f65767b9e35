/** The families beside core, in the order of their numbers. */
import type { FamilyDefinition } from '../language/family.js';
import { datetime } from './datetime/family.js';
import { format } from './format/family.js';
import { json } from './json/family.js';
import { numeric } from './numeric/family.js';
import { text } from './text/family.js';

export const families: readonly FamilyDefinition[] = [text, numeric, datetime, json, format];
