/** The languages in which lessons are told: what the fixed parts of a lesson are called in each. English is the form that is taken apart. */

/** The fixed parts of a lesson. */
export interface LessonWords {
  readonly headings: readonly [prediction: string, published: string, seen: string, exercises: string];
  readonly answer: string;
  /** What comes before the commands that run a lesson and show its answers. */
  readonly thenRun: string;
  readonly theAnswers: string;
  /** What a reader is asked and told in a terminal; `last` is the last letter. */
  readonly guess: (last: string) => string;
  readonly again: (last: string) => string;
  readonly youSaid: string;
  readonly itIs: string;
  readonly soItIs: string;
  readonly more: string;
}

const words = {
  en: {
    headings: ['Your prediction', 'What was published', 'What you see', 'Exercises'],
    answer: 'Answer',
    thenRun: 'Then run it:',
    theAnswers: 'The answers:',
    guess: (last) => `Your guess (a to ${last}, or nothing): `,
    again: (last) => `One of the letters a to ${last}, please: `,
    youSaid: 'You said',
    itIs: 'It is',
    soItIs: 'So it is.',
    more: 'More:',
  },
  de: {
    headings: ['Ihre Vorhersage', 'Was veröffentlicht ist', 'Was man sieht', 'Aufgaben'],
    answer: 'Antwort',
    thenRun: 'Dann ausführen:',
    theAnswers: 'Die Antworten:',
    guess: (last) => `Ihre Vermutung (a bis ${last}, oder nichts): `,
    again: (last) => `Bitte einen der Buchstaben a bis ${last}: `,
    youSaid: 'Sie sagten',
    itIs: 'Richtig ist',
    soItIs: 'So ist es.',
    more: 'Mehr:',
  },
} as const satisfies Readonly<Record<string, LessonWords>>;

export type Language = keyof typeof words;

/** The languages, English first. */
export const languages = Object.keys(words) as readonly Language[];

export const wordsOf = (language: Language): LessonWords => words[language];

/** A lesson's text with the fixed parts named in English, the rest as it is. */
export function withEnglishParts(markdown: string, language: Language): string {
  const from = wordsOf(language);
  const to = wordsOf('en');
  const renamed = from.headings.reduce(
    (text, heading, n) => text.replace(new RegExp(`^## ${heading}$`, 'm'), `## ${to.headings[n] ?? ''}`),
    markdown,
  );
  return renamed.replaceAll(`<summary>${from.answer}</summary>`, `<summary>${to.answer}</summary>`);
}
