/** Files as spreadsheets, databases and scripts write them are filtered with no option but --where: one process for all of them, as for several commands. */
import { describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { openInput } from '../../src/cli/input-file.js';
import { openText, textReader } from '../../src/cli/text-input.js';
import { filterRows, loadParser, predicateFor } from '../../src/index.js';
import { csvWriter } from '../../src/outputs/csv-writer.js';
import { TextSink } from '../../src/outputs/sink.js';
import { scratchDirectory } from './quern.js';

const files = scratchDirectory();

/** What `quern filter FILE --where SQL` prints. */
async function filtered(file: string, where: string): Promise<string> {
  await loadParser();
  const arena = new Arena();
  const options = { header: true, quiet: true };
  const opened = await openText(file, await openInput(file), undefined, options);
  const reader = await textReader(arena, [file], opened, options, undefined);
  const sink = new TextSink();
  try {
    const predicate = await predicateFor(reader, where, { arena, anyCase: true });
    await filterRows(reader, predicate, csvWriter(sink, reader));
    return sink.text;
  } finally {
    await reader.close();
  }
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('a file that was written by', () => {
  it.each<[program: string, name: string, content: string | Uint8Array, where: string, kept: string[]]>([
    [
      'Excel, "CSV UTF-8"',
      'excel.csv',
      '\ufeffName,Amount,Since\r\n"Müller, K.",1250.5,2024-01-31\r\nBo,7,2024-02-29\r\n',
      "amount > 100 AND since < '2024-02-01'",
      ['"Müller, K.",1250.5,2024-01-31'],
    ],
    [
      'Excel where the comma is the decimal point',
      'excel-de.csv',
      '\ufeffName;Betrag;Ort\r\nA;"1,50";Köln\r\nB;"2,75";Ulm\r\n',
      "Betrag = '2,75'",
      ['B;"2,75";Ulm'],
    ],
    ['Excel, "Unicode Text"', 'excel.txt', utf16('id\tname\r\n1\tä\r\n2\tß\r\n'), "name = 'ß'", ['2\tß']],
    [
      'Google Sheets',
      'sheets.csv',
      'Timestamp,Yes?,Note\r\n2024-03-01 10:00:00,TRUE,"two\nlines"\r\n2024-03-02 11:30:00,FALSE,\r\n',
      `"Yes?" AND timestamp >= '2024-03-01 10:00'`,
      ['2024-03-01 10:00:00,TRUE,"two\nlines"'],
    ],
    [
      "PostgreSQL's COPY … CSV HEADER",
      'copy.csv',
      'id,ok,at,note,amount\n1,t,2024-01-01 10:00:00.25+00,"",0.10\n2,f,2024-01-02 00:00:00+00,,12345678901234567890.5\n',
      "ok AND at < '2024-01-02Z' AND note = '' OR amount > 12345678901234567890.4",
      ['1,t,2024-01-01 10:00:00.25+00,"",0.10', '2,f,2024-01-02 00:00:00+00,,12345678901234567890.5'],
    ],
    [
      'MySQL, tabs and \\N',
      'mysql.tsv',
      'id\tscore\tmade\n1\t\\N\t2024-01-01 00:00:00\n2\t9.5\t\\N\n',
      'score IS NULL OR made IS NULL AND score > 9',
      ['1\t\\N\t2024-01-01 00:00:00', '2\t9.5\t\\N'],
    ],
    [
      'pandas, with its index',
      'pandas.csv',
      ',x,flag,when\n0,1.0,True,2024-01-01 00:00:00\n1,,False,2024-01-02 00:00:00\n2,1e-05,True,\n',
      'flag AND x < 0.5 OR unnamed_1 = 1',
      ['1,,False,2024-01-02 00:00:00', '2,1e-05,True,'],
    ],
    [
      "R's write.csv",
      'r.csv',
      '"","height","sex","born"\n"1",1.82,"f",2001-05-06\n"2",NA,"m",NA\n"3",1.7,NA,1999-01-01\n',
      "height > 1.75 OR height IS NULL AND sex = 'm' AND born IS NULL",
      ['"1",1.82,"f",2001-05-06', '"2",NA,"m",NA'],
    ],
    [
      'SQLite, -csv -header',
      'sqlite.csv',
      'id,zip,price\r\n1,01234,3\r\n2,99999,2.5\r\n',
      "zip = '01234' OR price < 3",
      ['1,01234,3', '2,99999,2.5'],
    ],
    [
      'a script, without a name that tells, of pipes',
      'export',
      'sku|qty|when\n4E3|5|2015/01/01 01:00:00\n4000|6|2015/01/02 01:00:00\n',
      "sku = '4E3' AND \"when\" < '2015-01-02'",
      ['4E3|5|2015/01/01 01:00:00'],
    ],
    [
      'Excel, with separated thousands',
      'thousands.csv',
      'a,b\r\n1,"1,234.50"\r\n2,900\r\n',
      "replace(b, ',', '')::numeric > 1000",
      ['1,"1,234.50"'],
    ],
    [
      'a bank, with points, decimal commas and a sign',
      'bank.csv',
      'Konto;Betrag\n1;1.234,50\n2;-2,00\n',
      "translate(betrag, ',.', '.')::numeric > 1000",
      ['1;1.234,50'],
    ],
    [
      'a shop, with currencies and percent',
      'shop.csv',
      'price,discount\n$12.50,10%\n"$1,050.00",5%\n',
      "translate(price, '$€£¥%, ', '')::numeric > 1000 AND translate(discount, '%', '')::int4 = 5",
      ['"$1,050.00",5%'],
    ],
    ['numpy, with what is not finite', 'numpy.csv', 'x\n1.5\ninf\n-inf\nNaN\n', "x > 2 AND x <> 'NaN'", ['inf']],
    ['R, with what is not finite', 'infinite.csv', '"x"\n1\n-Inf\nNA\n', 'x < 0', ['-Inf']],
    ['a script that begins with empty lines', 'leading.csv', '\r\n\na,b\n1,x\n\n2,y\n\n', 'a = 2', ['2,y']],
    ['a script with a delimiter behind each line', 'trailing.csv', 'a,b,\n1,x,\n2,y,\n', 'a = 2', ['2,y,']],
    ['a script with ids that look like numbers', 'ids.csv', 'id,n\n0x2A,1\n1e5,2\n007,3\n', "id = '1e5'", ['1e5,2']],
    [
      'a server log, with zones',
      'zones.csv',
      'a,at\n1,2024-01-01T00:00:00+02:00\n2,2024-01-02T00:00:00-05:30\n',
      "at > '2024-01-02 00:00Z'",
      ['2,2024-01-02T00:00:00-05:30'],
    ],
    ['an editor with several line ends', 'mixed.csv', 'a,b\r\n1,x\n2,y\r\n', "b = 'y'", ['2,y']],
    [
      'somebody who has not named a column',
      'dots.csv',
      'sepal.length,,x\n1,2,3\n',
      '"sepal.length" = unnamed_2 - 1',
      ['1,2,3'],
    ],
  ])('%s', async (_, name, content, where, kept) => {
    const [, ...rows] = (await filtered(files.write(name, content), where)).split(/(?<=\n)/);
    const records = rows.join('').replace(/\r?\n$/, '');
    expect(records.replaceAll('\r\n', '\n')).toBe(kept.join('\n'));
  });
});
