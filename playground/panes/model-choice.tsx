/** A field to choose a branch predictor. */
import type { ModelView } from '../worker/models.js';

interface Props {
  readonly label: string;
  readonly models: readonly ModelView[] | undefined;
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
}

/** The registered ones, the best first chosen. */
export function ModelChoice({ label, models = [], chosen, onChoose }: Props) {
  const shown = models.find(({ name }) => name === chosen) ?? models.at(-1);
  return (
    <label title={shown === undefined ? undefined : `${shown.summary} ${shown.paper}`}>
      {label}{' '}
      <select value={shown?.name ?? ''} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {models.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
        {models.length === 0 ? <option value="">none registered</option> : null}
      </select>
    </label>
  );
}
