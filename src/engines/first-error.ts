/**
 * Which row raised? Engines do not keep count of the row for an error that may never come. Evaluation is deterministic, so after
 * an error the first row that raises is found by running prefixes of the batch again.
 */
import { SqlError } from '../error.js';

/** Runs the first `rows` rows; throws the error of the first row that raises one, with its number. */
export function runToFirstError(rows: number, run: (rows: number) => void): void {
  const failure = attempt(rows, run);
  if (failure === undefined) return;
  // It is no row's error, and would come sooner in each further run.
  if (failure.code === '57014') throw failure;
  // The prefix of `passing` rows does not raise, that of `raising` rows does.
  let passing = 0;
  let raising = rows;
  let error = failure;
  while (raising - passing > 1) {
    const middle = (passing + raising) >> 1;
    const found = attempt(middle, run);
    if (found === undefined) passing = middle;
    else {
      raising = middle;
      error = found;
    }
  }
  throw error.with({ row: raising - 1 });
}

function attempt(rows: number, run: (rows: number) => void): SqlError | undefined {
  try {
    run(rows);
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
}
