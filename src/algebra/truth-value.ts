/** The truth values of SQL, as bits: what is wanted of a predicate may be several of them. */
export const isTrue = 1;
export const isFalse = 2;
export const isUnknown = 4;
export const anything = isTrue | isFalse | isUnknown;
