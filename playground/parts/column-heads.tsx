/** The head of a table: what each of its columns is called. */
import type { ComponentChildren } from 'preact';

export function ColumnHeads({ of }: { readonly of: readonly ComponentChildren[] }) {
  return (
    <thead>
      <tr>
        {of.map((name, column) => (
          <th scope="col" key={column}>
            {name}
          </th>
        ))}
      </tr>
    </thead>
  );
}
