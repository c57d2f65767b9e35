/** The languages in which lessons are told: what the fixed parts of a lesson are called in each. English is the form that is taken apart. */

/** The fixed parts of a lesson. */
export interface LessonWords {
  readonly headings: readonly [prediction: string, published: string, seen: string, exercises: string];
  readonly answer: string;
  /** What comes before the commands that run a lesson and show its answers. */
  readonly thenRun: string;
  readonly theAnswers: string;
}

const words = {
  en: {
    headings: ['Your prediction', 'What was published', 'What you see', 'Exercises'],
    answer: 'Answer',
    thenRun: 'Then run it:',
    theAnswers: 'The answers:',
  },
  de: {
    headings: ['Ihre Vorhersage', 'Was veröffentlicht ist', 'Was man sieht', 'Aufgaben'],
    answer: 'Antwort',
    thenRun: 'Dann ausführen:',
    theAnswers: 'Die Antworten:',
  },
} as const satisfies Record<string, LessonWords>;

export type Language = keyof typeof words;

/** The languages, English first. */
export const languages = Object.keys(words) as readonly Language[];

export const wordsOf = (language: Language): LessonWords => words[language];

/** A lesson's text with the fixed parts named in English, the rest as it is. */
export function withEnglishParts(markdown: string, language: Language): string {
  const [from, to] = [words[language], words.en];
  const renamed = from.headings.reduce(
    (text, heading, n) => text.replace(new RegExp(`^## ${heading}$`, 'm'), `## ${to.headings[n] ?? ''}`),
    markdown,
  );
  return renamed.replaceAll(`<summary>${from.answer}</summary>`, `<summary>${to.answer}</summary>`);
}
