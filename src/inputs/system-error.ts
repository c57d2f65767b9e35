/** What the operating system refuses, in PostgreSQL's words and with its SQLSTATE (utils/error/elog.c, errcode_for_file_access). */
import { SqlError } from '../error.js';

const reasons: Readonly<Record<string, readonly [code: string, reason: string]>> = {
  ENOENT: ['58P01', 'No such file or directory'],
  ENOTDIR: ['58P01', 'Not a directory'],
  EACCES: ['42501', 'Permission denied'],
  EPERM: ['42501', 'Operation not permitted'],
  EISDIR: ['42809', 'Is a directory'],
};

/** The error of a call into the file system; `what` could not be done. */
export function systemError(error: unknown, what: string): SqlError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const [sqlState, reason] = reasons[code] ?? ['58030', message];
  return new SqlError(sqlState, `${what}: ${reason}`);
}
