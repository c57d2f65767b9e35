/** Which parts a template of a path has (`DCH_datetime_type`); the separators that it may have are those of the SQL standard. */
import { failWith } from '../../core/runtime/raise';
import {
  D_A_M, D_AM, D_FF1, D_FF6, D_FX, D_HH, D_HH24, D_IW, D_MI, D_MS, D_OF, D_PM, D_P_M, D_SS, D_SSSSS, D_TZ, D_TZH, D_US,
} from './date-words';
import { ERR_TEMPLATE_SEPARATOR } from './errors.generated.ts';
import { END, WORD, beginPattern, itemBytes, itemIsQuoted, itemLength, itemWord, nextItem } from './pattern';

export const DATED: i32 = 1;
export const TIMED: i32 = 2;
export const ZONED: i32 = 4;

const SEPARATORS: string = "-./,':; ";

function partOf(word: i32): i32 {
  // PostgreSQL leaves out the number of a week.
  if (word == D_FX || word == D_IW) return 0;
  if (word == D_OF || (word >= D_TZH && word <= D_TZ)) return ZONED;
  const isTime =
    word == D_A_M || word == D_AM || word == D_P_M || word == D_PM || (word >= D_FF1 && word <= D_FF6) || (word >= D_HH24 && word <= D_HH) ||
    word == D_MI || word == D_MS || (word >= D_SSSSS && word <= D_SS) || word == D_US;
  return isTime ? TIMED : DATED;
}

function isSeparator(c: u32): bool {
  for (let i = 0; i < SEPARATORS.length; i++) if (c == <u32>SEPARATORS.charCodeAt(i)) return true;
  return false;
}

/** The parts of the template; raises an error for a character that may not stand in one outside of quotes. */
export function partsOfTemplate(template: usize, length: i32): i32 {
  let parts = 0;
  beginPattern(template, length, true);
  for (let kind = nextItem(); kind != END; kind = nextItem()) {
    if (kind == WORD) parts |= partOf(itemWord);
    else if (!itemIsQuoted && !isSeparator(load<u8>(itemBytes))) failWith(ERR_TEMPLATE_SEPARATOR, itemBytes, itemLength);
  }
  return parts;
}
