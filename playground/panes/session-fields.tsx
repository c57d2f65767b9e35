/** The settings of the session that change how moments and intervals are read and written, and its clock. */
import type { SessionTexts } from '../worker/protocol.js';

interface Props {
  readonly session: SessionTexts;
  readonly set: (session: SessionTexts) => void;
  /** A setting is none that there is. */
  readonly wrong: boolean;
}

const dateStyles = ['ISO', 'SQL', 'Postgres', 'German'].flatMap((style) =>
  ['MDY', 'DMY', 'YMD'].map((order) => `${style}, ${order}`),
);
const intervalStyles = ['postgres', 'postgres_verbose', 'sql_standard', 'iso_8601'];

/** Four fields in a row. The first of each choice is the default. */
export function SessionFields({ session, set, wrong }: Props) {
  const text = (name: 'timeZone' | 'clock', title: string, placeholder: string) => (
    <label class="param">
      <span class="label">{title}</span>
      <input
        id={`session-${name}`}
        value={session[name]}
        placeholder={placeholder}
        aria-invalid={wrong}
        aria-describedby="session-failure"
        onInput={({ currentTarget }) => set({ ...session, [name]: currentTarget.value })}
      />
    </label>
  );
  const choice = (name: 'dateStyle' | 'intervalStyle', title: string, styles: readonly string[]) => (
    <label class="param">
      <span class="label">{title}</span>
      <select
        id={`session-${name}`}
        value={session[name]}
        onChange={({ currentTarget }) => set({ ...session, [name]: currentTarget.value })}
      >
        {styles.map((style, n) => (
          <option key={style} value={n === 0 ? '' : style}>
            {style}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <fieldset class="params session">
      <legend class="label">Session</legend>
      {text('timeZone', 'TimeZone', 'UTC')}
      {choice('dateStyle', 'DateStyle', dateStyles)}
      {choice('intervalStyle', 'IntervalStyle', intervalStyles)}
      {text('clock', 'now()', 'the system’s clock')}
    </fieldset>
  );
}
