/** Whether what follows an item of a pattern can be no digit, so that a number before it may be of any length (`is_next_separator`). */
import { isDigit } from '../../core/runtime/characters';
import {
  D_CC, D_D, D_DD, D_DDD, D_FF1, D_FF6, D_HH, D_HH24, D_I, D_ID, D_J, D_MI, D_MM, D_MS, D_Q, D_SS, D_SSSSS, D_TZM, D_US, D_W, D_WW, D_Y, D_IDDD,
} from './date-words';
import { END, TH, TH_SMALL, WORD, itemBytes, backToPlace, itemLength, itemModifiers, itemWord, nextItem, rememberPlace } from './pattern';

/** Whether the word reads digits. */
function isDigits(word: i32): bool {
  return (
    word == D_CC || word == D_DDD || word == D_DD || word == D_D || (word >= D_FF1 && word <= D_FF6) || (word >= D_HH24 && word <= D_HH) ||
    (word >= D_IDDD && word <= D_I) || word == D_J || word == D_MI || word == D_MM || word == D_MS || word == D_Q ||
    (word >= D_SSSSS && word <= D_SS) || word == D_TZM || (word >= D_US && word <= D_Y) || word == D_ID || word == D_WW || word == D_W
  );
}

export function nextIsNoDigit(): bool {
  if ((itemModifiers & (TH | TH_SMALL)) != 0) return true;
  rememberPlace();
  const kind = nextItem();
  let result = true;
  if (kind == WORD) result = !isDigits(itemWord);
  else if (kind != END) result = !(itemLength == 1 && isDigit(load<u8>(itemBytes)));
  backToPlace();
  return result;
}
