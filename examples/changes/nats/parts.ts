/** Lists in parts that fit into messages. */
import { SqlError } from 'quern';

/** NATS takes messages of up to 1 MiB unless it is told otherwise. */
const mostBytes = 900_000;

/** The items in order. Each is of a size that it has as JSON; `isTogether` says whether the second may be in the part of the first. Raises 54000 for an item that is too large. */
export function inParts<T>(
  items: Iterable<T>,
  jsonOf: (item: T) => string,
  isTogether: (first: T, second: T) => boolean = () => true,
): T[][] {
  const parts: T[][] = [];
  let bytes = 0;
  for (const item of items) {
    const more = Buffer.byteLength(jsonOf(item)) + 1;
    if (more > mostBytes)
      throw new SqlError('54000', `a row of ${more} bytes does not fit into a message`, {
        hint: `The most is ${mostBytes} bytes; leave large columns out of the publication.`,
      });
    const part = parts.at(-1);
    const first = part?.[0];
    if (part === undefined || first === undefined || bytes + more > mostBytes || !isTogether(first, item)) {
      parts.push([item]);
      bytes = 0;
    } else part.push(item);
    bytes += more;
  }
  return parts;
}
