/** The errors of regular expressions, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

const invalid = (what: string) => ({ code: '2201B', message: `invalid regular expression: ${what}` });

export const regexpErrors = {
  REGEX_COLLATE: invalid('invalid collating element'),
  REGEX_CTYPE: invalid('invalid character class'),
  REGEX_ESCAPE: invalid('invalid escape \\ sequence'),
  REGEX_SUBREG: invalid('invalid backreference number'),
  REGEX_BRACK: invalid('brackets [] not balanced'),
  REGEX_PAREN: invalid('parentheses () not balanced'),
  REGEX_BRACE: invalid('braces {} not balanced'),
  REGEX_BADBR: invalid('invalid repetition count(s)'),
  REGEX_RANGE: invalid('invalid character range'),
  REGEX_BADRPT: invalid('quantifier operand invalid'),
  REGEX_BADOPT: invalid('invalid embedded option'),
  REGEX_TOO_BIG: invalid('regular expression is too complex'),
  REGEX_BACK_REFERENCE: { code: '0A000', message: 'regular expression back-references are not supported' },
  REGEX_LOOK_AROUND: { code: '0A000', message: 'regular expression look-around constraints are not supported' },
  REGEX_BASIC: { code: '0A000', message: 'basic regular expressions are not supported' },
  REGEX_OPTION: { code: '22023', message: 'invalid regular expression option: "%s"' },
  REGEX_OPTION_DIGIT: {
    code: '22023',
    message: 'invalid regular expression option: "%s"',
    hint: 'If you meant to use regexp_replace() with a start parameter, cast the fourth argument to integer explicitly.',
  },
  REGEX_GLOBAL_LIKE: { code: '22023', message: 'regexp_like() does not support the "global" option' },
  REGEX_GLOBAL_COUNT: { code: '22023', message: 'regexp_count() does not support the "global" option' },
  REGEX_GLOBAL_INSTR: { code: '22023', message: 'regexp_instr() does not support the "global" option' },
  REGEX_GLOBAL_SUBSTR: { code: '22023', message: 'regexp_substr() does not support the "global" option' },
  REGEX_GLOBAL_MATCH: {
    code: '22023',
    message: 'regexp_match() does not support the "global" option',
    hint: 'Use the regexp_matches function instead.',
  },
  REGEX_GLOBAL_SPLIT: { code: '22023', message: 'regexp_split_to_array() does not support the "global" option' },
  REGEX_PARAMETER: { code: '22023', message: 'invalid value for parameter %s' },
  SIMILAR_ESCAPE: {
    code: '22025',
    message: 'invalid escape string',
    hint: 'Escape string must be empty or one character.',
  },
  SIMILAR_TOO_LONG: { code: '53200', message: 'out of memory' },
  SIMILAR_SEPARATORS: {
    code: '2200C',
    message: 'SQL regular expression may not contain more than two escape-double-quote separators',
  },
} as const satisfies Record<string, ErrorDefinition>;
