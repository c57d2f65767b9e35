/** The words that mean something in a path: whatever their case, but for null, true and false. */
import { toLower } from '../../core/runtime/characters';
import { BIGINT, TIME, TYPE } from './kinds';

export const IDENT: i32 = 300;
export const TO_WORD: i32 = 301;
export const NULL_WORD: i32 = 302;
export const TRUE_WORD: i32 = 303;
export const FALSE_WORD: i32 = 304;
export const IS_WORD: i32 = 305;
export const UNKNOWN_WORD: i32 = 306;
export const EXISTS_WORD: i32 = 307;
export const STRICT_WORD: i32 = 308;
export const LAX_WORD: i32 = 309;
export const LAST_WORD: i32 = 310;
export const STARTS_WORD: i32 = 311;
export const WITH_WORD: i32 = 312;
export const LIKE_REGEX_WORD: i32 = 313;
export const FLAG_WORD: i32 = 314;
/** A method's word is this and the kind of its item. */
export const METHOD_WORD: i32 = 400;

const WORDS: string = 'to,null,true,false,is,unknown,exists,strict,lax,last,starts,with,like_regex,flag,';
const METHODS: string =
  'type,size,abs,floor,ceiling,double,datetime,keyvalue,bigint,boolean,date,decimal,integer,number,string,time,time_tz,timestamp,timestamp_tz,';

/** The kinds of the methods in the order above. */
function methodKind(n: i32): i32 {
  if (n < 8) return TYPE + n;
  return n < 15 ? BIGINT + n - 8 : TIME + n - 15;
}

/** The name is the words' text from there up to a comma, exactly. */
let exact: bool = false;

/** Whether the name is, whatever its case, the word that begins there. */
function isWord(words: string, at: i32, name: usize, length: i32): bool {
  let same = true;
  exact = true;
  let n = 0;
  for (; words.charCodeAt(at + n) != 44; n++) {
    if (n >= length) return false;
    const c = <u32>load<u8>(name + n);
    const wanted = <u32>words.charCodeAt(at + n);
    if (c != wanted) exact = false;
    if (toLower(c) != wanted) same = false;
  }
  return same && n == length;
}

/** The place of the name among the words, or -1. */
function placeIn(words: string, name: usize, length: i32): i32 {
  let place = 0;
  for (let at = 0; at < words.length; at++) {
    if (isWord(words, at, name, length)) return place;
    while (words.charCodeAt(at) != 44) at++;
    place++;
  }
  return -1;
}

/** What a name is: a word, or IDENT. */
export function wordOf(name: usize, length: i32): i32 {
  const place = placeIn(WORDS, name, length);
  if (place >= 0) {
    const word = TO_WORD + place;
    return word >= NULL_WORD && word <= FALSE_WORD && !exact ? IDENT : word;
  }
  const method = placeIn(METHODS, name, length);
  return method >= 0 ? METHOD_WORD + methodKind(method) : IDENT;
}
