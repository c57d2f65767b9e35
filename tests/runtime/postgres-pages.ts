/**
 * Files that PostgreSQL 15.18 (Debian, x86-64, initialised with --data-checksums) wrote, deflated and in base64, and what it says of them:
 *
 *   create table t (id int4 not null, kind text, v text);
 *   alter table t alter kind set storage plain;
 *   create function rows_of_text(n int, seed int) returns text language sql as $$ select string_agg('row ' || i || ' has '
 *     || (i::int8 * i * seed) % 1000003 || '; ', '' order by i) from generate_series(1, n) i $$;
 *   insert into t values (1, 'short', 'grain'), (2, 'empty', ''), (3, 'plain', rows_of_text(9, 7)), (4, 'multibyte', repeat('Mühle 石臼 ', 20));
 *   alter table t alter v set compression pglz;
 *   insert into t values (5, 'pglz', repeat('quern ', 1000)), (6, 'pglz', repeat('x', 100000)), (7, 'pglz', rows_of_text(110, 31));
 *   insert into t values (8, 'pglz external', rows_of_text(350, 77777));
 *   alter table t alter v set compression lz4;
 *   insert into t values (9, 'lz4', repeat('quern ', 1000)), (10, 'lz4', repeat('x', 100000)), (11, 'lz4', rows_of_text(110, 31));
 *   insert into t values (12, 'lz4 external', rows_of_text(280, 77777));
 *   alter table t alter v set storage external;
 *   insert into t values (13, 'plain external', repeat('0123456789', 400)), (14, 'one chunk', repeat('abc', 600) || repeat('-', 190));
 */
import { inflateSync } from 'node:zlib';

const pageSize = 8192;

const inflated = (base64: string): Uint8Array => new Uint8Array(inflateSync(Buffer.from(base64, 'base64')));

/** What `rows_of_text(n, seed)` gives. */
export function rowsOfText(n: number, seed: number): string {
  return Array.from({ length: n }, (_, i) => `row ${i + 1} has ${((i + 1) * (i + 1) * seed) % 1000003}; `).join('');
}

/** The column `v` in the order of `id`. */
export const values: readonly string[] = [
  'grain',
  '',
  rowsOfText(9, 7),
  'Mühle 石臼 '.repeat(20),
  'quern '.repeat(1000),
  'x'.repeat(100000),
  rowsOfText(110, 31),
  rowsOfText(350, 77777),
  'quern '.repeat(1000),
  'x'.repeat(100000),
  rowsOfText(110, 31),
  rowsOfText(280, 77777),
  '0123456789'.repeat(400),
  'abc'.repeat(600) + '-'.repeat(190),
];

/** What pageinspect's `page_checksum(get_raw_page('t', 0), block)` gives, as an int2. */
export const checksums: readonly (readonly [block: number, checksum: number])[] = [
  [0, 11595],
  [1, 11594],
  [7, 11596],
  [131071, -23788],
  [4294967294, -11593],
];

/** The file of the table: one page. */
export const table: Uint8Array = inflated(
  'eNrtmGtsFNcVx8/OYx0MePGyC7SlZWN2rE2lSvf9KFVi4jWx0qAYi9I2EiqU2IC6wY55xEH+0EolaUxRSGQlfACcmEKCAg0Bl0JDHbcBgtJKUUkfrqJGiZqmqZCiKq2UL0npuTOD4hry' +
    'rR9aaY/We3/nnHtm7sy9c//rAQA488fvZb76pQC6oDIXSkEJQzA12gUnRlcAjK7JnDnwA6/twN9h376uWZMjRxq+OzIIZOQg9D++w39rz6JZT+3ZAev27ITKnn6oW93qVre61a1udatb' +
    '3epWt/93u+L9p98EPmRnL8IWoNi3pae0YdP2Ld/J5F9tALiIf6YNgLVdXzc3rZuLvKS/tn7zllLP4LaegS3ra5n8j3IAT+GfTovR/jajfk5aPwf5c7WdYlr1hiKAPwfa1CfVAO/NqJ+N' +
    '9R7Wz0aehfUnmwH+1ABtbw30PVCipU3rt5Y4XVZqgmbWBIwykYNmngPGtEVCjwmrkCSS1vjdjB6nlC6BvJ4HSyW9FfIGwZq10GznAWeSDsHNlDTD7ZwSsgrm0/1Q1rIFvFHgQqh2yNOn' +
    'gUvG70U6BFwRvQvpMJSVPYLwDAhtOfZ/FoSxsgr+URCEiI3gPQfteG47DHl2DAQO9zjScahSrnQZvB9jWhLSicHnERW3NcQTiNrIRxFfwCLLTyKdBMmIxZpTCEx2gjeOIHjNgWCK7IU8' +
    'd6TteEpWTyXEqf4oJa5LmYSkaY8p4ro3CQlCH0mJiWMpCf1aSpp+kMkLR1bhKRxJRo2XkFD3pKT5UEKKkIMxRYpNpiEp345JKiM83w1dU7HUj5NaiKqfl440fjuShqhyfIWGm844JIwm' +
    'tYQs4XtjiiwfT0OaTcVUxbnUHyP+xKFgLZm8PO1Q2zsyefVTgEk/OAN5dQaDVPLHMHgWoNEPTiP9DIOMkzcQX3SoLHh5dQ4k5SRC+rmbQknu9OarCbyXlvYlhDd4JCUtz3rz9QREkr4Z' +
    'g5CK+X5MuIIqKUm6MiaQgf9ETJEWTyZJbcm+mKTh+i7wHRg14EBYLvbBfIPdrekK8ghVRjh/B1I0ojGToBvoNTR6TYy4hPhQGmSWjaXIhboUI7wbBO+nQSFlwctbDL4aBl/25tv4UvS6' +
    'hBTjD8XUrgylzWEc1NxejoORth8m/YxUi/2YLFXLU9K613dHrnLCzW6/hZKXAAazwUuAOAkrOFWsAt4vsAOu+btd9JeOjdnh+GVkfC4POD4Pkgt63uEFDON6ueL4IrIUNp9BfgVZUWkz' +
    'Sym5hCM3fF2mQNsa+rXExbKsdKP9qDHdjxrT/WhLFrfAhzJtSwYzcLVu/xOW6xp0dkM9mZXO36x0/nAVQ/9CaOu7fzvKUin7aZO4uSvOw7szjndTqm83IX++f2Nt5zSBe/2zAK0ofHKa' +
    'wP1lRn1DOp4Gp3WuHtuJpljjAK5pXFsicpkmtsprQtHwc9zLsYK2fk54Odx+O/yc9HK4S/o5dYv/FUqDJdqfJ+nh4Fbjz7MmWGv9tWVJgyFKgt2E8KA52K9l2OKPCjGsgnbqP416Ftw7' +
    'Rv1DuBkFu6h/uKBseIT6z6CWbcCez6KUhdXgKJlDRLjRf87p2KFixT+GAwqPM/84cSIWlgsrJWkkQSfzn3cCtiuoMf+E06/g0THmv4DyFZ5k/slFqF7Zsn8Kn+MN2U5/HKUrWyt8Sw2T' +
    'cC9HV9twfMyB1eEUthUUrfAjBM6HdbHkQJpie7cDvaAXG1EgtPiIAyY6isccCF18ja9C0LT4gXBdrArHEVCoOiLjQKjoHnG0vFDzaEhEi0h08Iui/BnWOolJJYdl9LYDI5SHx0FtkkvR' +
    '1wUhZFUiaHkhHEdAXcKrGa+gLIWdztd4ITUE1CR1/y3Y8qzrZ/UwC6ekeADVKPy4W0a/EazYIsuXyYi2xTtU+XVKF9TGVPm3qEHFx1T5dxVqafG0Kv+e8WFSfEOV/4DqE0G3Kk9x0hop' +
    '3KULkkR3qmACdacj6kNA2YlG1CoELaOzOpiQw7T1TdcqJv0xBJxkWdFy5J+SypXoL5cdvw4mClqoJ9FDodmQbQ0mUGayd2HzQ6OyA8EEaky4r9sgmBVdRuwnBc7Dd4w/gfIyLIqNZvUY' +
    'ikuR3O5CqC3FNWYVEuMLhkz1a6xgWXHMVNegqhwuXjIdXyek+L6pfqOCihIVbPWbknasedG6UeponaU4SsZ7PWzMMI2OYQJ1JLrc7cC2foiNKUglFyOghnTI5Q5wRnrtzf6EUxC5m5Jf' +
    'bRzs3Um2L1SsobJ6cScut/BuSlZ/gZWNCXcglbh8nIUHkFoEzZ7/PiX+BScX4RWHF51aFPMOX3FiUbTn8RG6hFqx47btbYGW+Ydv+Fxn0+c6O+25zudjrYB/DeYyV6//XL1htJ6oJ+qJ' +
    'euK/k7ht5j4VpvtUOG2f6s7Ev4lgMvlNlMtexc/VpLn+86mJ3DTnH3+ecd4gPW/g3kfct722bfO3H9zWg+fFwMqXz22q9ZT+OnrqvYfPlereNc/dt5n30U/vo+/e1cTvZwAWe5/8dNxa' +
    '0stKzmGxw0zi8dhTPPFE7FHKElcmrpaJq5JKmWZ18tJFpLUmdoVID2xjFwU8+ffpuvF66XhdeG7Pff3bHvRv2C+T9su4fls39Q1sm7txAK/u32uNgpA=',
);

/** The file of its TOAST table: two pages. */
export const toast: Uint8Array = inflated(
  'eNrtmouTVNWdx2/3vbcbh4lA9+3JxKg7avdkEpPyvB9AUshMz7IJqQxMz6ymWJTHGFO7yRq8bSiEPNAGg4iDApKsu7w1ihgfPCLCrDjM0JBUDO5Gt/LSbNBks1bUXUHL2pT7PbfHlJXK' +
    'P+Bu32pqvv0773N+55zP7zae53m3LVidGu0LvC5vVtbrCDpg8qZufXHK8N3/M2n77S9OmbX24CSv+TSf5tN8mk/zaT5/fP4j3fibmvgeeL6XntzuqVkN2ytTPW8wLYTkn510KTUzMmWr' +
    'NPt24B/KSiHU9emceSgoM63Vi5DjXkUpRcXH0/4T2R5GCZuTRakzfo8l1hx2ekOqrJUks9L+kWyH1vUW/2Mp/2jWW9Ea5CcjfdwrM8XNqZT/VLasBWX7PuAfy1a4FoylU/5otkwV06vS' +
    '/nEoovR1qWAsWyJq/nl5Op4tC0VlOuufyFaMZkwHqZzdkKoIbiRfEPgnXWnCW4OcrXvdXGv+Thixk9kiUb8L86ye7WfSUrnYc7oHOem+lghSEKZVkqFHS22fDZycKgvZsM9Lb0j1Sy6M' +
    'XnBeo5RUakP2UkYqaWm5eDvJ28OVsj2+a6tTyo3n+6eyHcp+vSX9y1Sencr2SGvJwjCRSgp6ZkoijRJmeFIiGafkjVYnO7Vc8QEnyoITWknlaN1biikjiqx3nelhksrdjVLcSrlpaqNa' +
    'K8nXYJ0zpYdKQp8KnLWiFTG8kkJ3pspLAv+udJJXCGO2THZSSqZ+n3FqQEtLKIZb9yQVutHZfmWpYL8NJhojtjPT6K1Q5O7zGxLTcWsjA1bQ3J+MQWohLmgMgjFqh10HeowUejwpX1aC' +
    'sx8mRmk0/ZeJERilftuSTIEVb5/nRAeXY61+I6elRga5y5h4OBBYry83Mkh6zZRgppd+OOiRkog0FkZ0+B/RfLcrJA3T/Sm4hbd3SpBH24unYKY134iJOpkVQttfnO+WDyMmX/Jz8saw' +
    'TLnUqVROjnllQTlZ7MHXeoyQ5rnwUgZrj+CC7cWAT2R7qTa0y0vvDQT2x6WYUDgo5Ux1pXwojkEudUpqYtfnXYkylpmuTPtwLvuxqf65hkdhF9B7M06WNcMy+kjvMZqL6Q0jhVUEMHYo' +
    '1tHi11OuPNt/fnDG5SwK5QqPZzssWzPZn+6hxRKXcz3soA60FwSdXvr2lDd9UvA1zO7xbA9VRnqTnJRG6dfPTxR20whGsHyK0px7qZx+0Z9qnpnqr56clMEyMifHst9Q1khiZ3T82fPF' +
    'f8/54p5Zf+F51xS8WY8s+/uvdtCO6xfd2KFTXseMjmneNDbNW4z5oMTkvGk85y1WFg/ENIEvTAjBLL7InDcVf3MMWiFBI5OCmKbxxaC4QvZpqKPfaq1p0ZuG3P0MuejnvUsoyXsV2JXO' +
    'e+kD3mJBCfbip70cPeQtoRZjkUj4vtdP0Zy+wSvQJzzOhMakHYYLWOvUkx42ApnrpY94Fay1MNZLH0URdER/EDt0xOuGlbpOOjMlmphE96Ab8sFEVuD0VnZ6wVGPc0t/3TBiMILlXW2L' +
    'FSXC0B8n9iVSw2lUkoBNaJm6MJXUbTWm/+WGxlCYGk3l+IjXg9GStxPZr+Gheq5XgL5M0JrnjBWUspiJNCS2sRXWyX6celKcbuTQ1ihbS3IIrbhNclQ4eoFOJ5mtEWplKiegMVeGnfEi' +
    '6CLTXjoxUmsYnchgiGXCNuxSYx8u85yuCKtto74emNVpbyK3MeaMN1EL1uqipBbsDEbeTEdyxOPUYpZzUJhSzW0i0TvDdaN3QgvLiZ/k0FaTvUkOb1Iq+GzaqX5LtBXdqSSDskkTicQs' +
    '1lNJE+gy0lUym4rfmch+QTSXLQ2Nho1tZMGiSGvQI5UMkCt+pqEVUUY08mBKpbSN7lFMKJns52GGG+iJdrDb6c/8nIaEG9PhRArN1BehEgcT2rmP0zBze0+icdtKuShsmK3g9FwjC+NG' +
    'kTPpCLpoxBUpZ6xQy41YljiSgIORrbjHobFTOOn0Es0s52pHKmecd8DvTMM7DBFUzG6YtWVGTfgP1xT+E2B2u9LpGwOXjhllHFMOWeaEY7WRc6paG6SxD6zrMY7v7tBJoaz4MK7tI14P' +
    'J0w+k04k9hd7rGFlXMp7ggiyKPm472wd2n4m7d/q9h96hSv+gaRUxSpD3L52pSwhr6QupcStv9LwLOh/xnFNiN6ahj6Ge83YQyHk05huzvVrfpGSUa/I5Q9cwePIDDf8gys4hnaw9eVh' +
    'H1/GvQGhFCORlz6BksawDRmY6xiK1Bdm8nRZVlhjHkcrdBw9MVpeGOTpjbjSONVn0ArMnEr+uVSeVnHeG2WuziSZp8pq1v+Yn+iyhC+uy+YgB3AXUoWrBdXBFfUb6Txd4W5gpT+Nmldm' +
    'yzi3xH7PX5XtxeWgooRSFNbRXozKWB0TaoS+CT1iIAYDP/xNumFnitoXwjxd7frB7eGJ7OAqsRxV3wpEskKKbdA1HPuG02uyebom24/TkcuaH9G1WUhSgPW2bIUaON1/pfxvoTrLWQAE' +
    '5HWvAr9XbDfOozrOUEPlypS/Hpc9EGNBppEDDkX5fhw9wylMKdE5Zx9M92gcG6vQynBWgjLWe/5G9Ahnk92HHt2FGxT7eLvn3w08kpr+KO1vwq2pLdjI35zQiHweNYmr0mWDYfek/XuA' +
    'G7inme9vzfYqxth6L6h7JWojz/8OJlJrNhNnRYdf5sYQYMO9WWmleOS8y6i8Cv1RHCwRyeFUkZsb0Idt2QquTcPeSvvbMWgt+U+BpjtwrVIrnw0iuhM4YdmRtL8L/QEIFSbl6e6sMJId' +
    'zDolwW9PBf5ud7FzASrbg8nFjUq/B1e6L6uM4Ycn+/djgJiLwXROAXAZVdKkcWgMpssUgNzi+w+iGU1Po+29YA3D2MLAf8jBhJFr0c6+7BKskuByTeB/D2wgbguCxE2w7MTMacnTRzFx' +
    'yvIFrf5jjq64eDIT0ccdwVC21HFgr1KGo8zFfgUrQDTDofTyn9z36Yn7Xk7EE8uneZ5D0XIH2xGfciRaforFp65NQLRQiU/JtVdeUvh4fMox6IEt89nZuUxd93tk0cQBaKavOCh0OLgQ' +
    'lgQ+u8Pt8SmHnkOdrkZHni/djcQ+B57lW6FEF7hz7H5XhVgnnruAnR0Ac7YNI7dDzqFxpBBHnG0/RPOmXVOd2R/UQZt75GqkWXHP2/hzIZfHxsKoEoMze1UmKl4Fytz8ZXbR2YX09WvC' +
    'SHSAL7nqQDO8fffZRUxf0dYfn3x971CexScZ36R5bSM7u0Tbl36xmMV1IKX6UnyCtgMo21Jnl+K47c4sjk84lhx4DmM54UiyvJfFJx5xIJntGrhRHbj0aRaPO4Zs64rHiUPItqXxuCat' +
    'VqjvxiccP+7qXHn27zCb1fVopc/B49C9ULodt4kicR3k2CKGprsu4Gz4714R1xXb0YERnPnVfl4ajutC9W6Jxy3b9uiaMOqcH86NjzN+Jd0VRsU+TPCer7H4eJ+jxJoHZSKlX34dAoj4' +
    '0sERJ/ivSmHkH293Z+T1KMzoOnYAczkGzHjuEQxhjMOJ2pbH41/YeDDz++o4F+ryeIy2K2ayHynOx3iXZD8nXmBGZL/qn+DtVojstmI/VXS07YPxGCiQZ16Nx1qZ0iHqp4LXqv+GliVI' +
    'IvM5CqFV50fjUU2Rpe1APCoxM6Ntv4hHwWbUpeA6Jabz8njUmLnaZrvEhxg590n+0fi4JV/4CUdX5SZmBh6AkvLRty4Po+gO8tfn4auhkVa1JVDU8Ba9+U4oOCev1V6Fwk4Tmy+fDcWo' +
    'pC89zndAYaHKV8HUB/JitXm8OiYipWp3uDoIbZEvzXB1UEaqm38AJXacy/T5dd4FzigNOoM+rAa/BPGravVb/Oyda49tDfNLhaBShrfT6nFBbGZGfBxnljRjczhmBAEtK2+C4vSB8FUs' +
    'F3ayqc2EAb0n6scQhvBIyeKPIBH0vmJMZvlSyTd+MYyC+nouP9KNLMaqzbNdLYTwsa18HkwI8K92RSKjr7sMQiix3prMTPESwOzAszthgmeMP4S/b+HqadtZHb2SZ7b5Jwimy2ROVEet' +
    'aGW8gKm3irD+tl1YA3rwIh4/zb8rjRlayM+ut88/PNsZtFVDf8AUPk0Z57V1MBHGlM3c5I9rfZ/sfKF6zOgtGNaxQMlfx573p+dP6j3nz7vxxjMXQLwbb8xxAUdqRkdqGvtmeloj3PBz' +
    'aY5zNYk2Qj8n0rkk2HjQAh8BFqBrP7da+VcngQYyayBTEmfU/JzxlYsyguJs63/exRjB57Gu4U44at4/AJh04UWQ9w9R90pESsjvU9GFKzO4gWaeYKIWvEr9wy6wyHRS/0nEFdm5/hGh' +
    '23Fyh9Y/iqACGy76IPVHEFO00AC9OepCijWkcK1/1AUU4cLVsCXxRNg5LzyKcCL4NSzakT1DP47C+V0wgcaPSt0Fe1RxJWw7IolwWWEF9mkYvQxTEkPUolHuj7gQovD2bF4kLoAI5vKP' +
    'ZkYEDWq8BOrNEFQ7koQOt6CXI0nkEJxezEtAFRvWCjerVm5diosYxtGvkgsXSnv8ke1JsBCcEeFIxHTJEyUXJ9zi6kuihGJ+tvBHXJBQelHQkgsQws7CSqlq4WlRPOtCgzA/r+TCgugi' +
    'UbQiYqT0pgxHEBLsCUZkabrmIW7sh4mLBsJOf0TorQgGwrlIIeHe+bKwUujSZ2XxTdKFGCDqRhGla4WLpD/i8L9Q34na0JWgU5WmR4oX7lTiALi/RQbLFEYN7F9ng61IBPMHIztVYSWA' +
    'Pzijim/1OdyPWlxSq7SucUf664iYrIIRgH6he75Lo/JnWhwkmxSVw7o4nSn5xZ265Og+eFAXbt4KtMeMvSnlwKLEjrD9nPaPbk+IPhrQ4dHIiMIVSALMd4fL0D2gfHGrmTdAcLEEnQYp' +
    'EVdBzRRuht/tCm3pTdB7NBsJ7UD3MF/5Hbj9UyK04cglXUG+BGAfCvcaeYCzzDJMxP1Xrq28UzLUDHTDC7tA6YUP29JZJveUnrElHF6Fx2zllS7AefkeGx6R/JNyHPZLPhPk5eNUtZBo' +
    'ha1c4YD87jBf0oQUXqEkunkOWDw8TbFi5C5d2kpJcYaxg4cQ71ReB4PL1+hdJBzlsvADJH1qjlvsP1Dij5k+x99Dt5OKVrg2CC7kK0HefzW0AbXeKvXQhXRevAzYXXqcxstYF6C7fCGN' +
    'b1Q8olqeodUYxL2Gh/8UVx1vD109ncY3ya9UC+n4q1K1CnrTuni5w+z7VKarcAfXpTdovKLPIXb50zReadsBD5n98SrcoWtUFmemo+vwtR3x1x1al26i8Tf6HFiXfkPjb7IuYPXACzRe' +
    'rU2EbXmYxrcAqVtEeTmNb3VE3SJ6ttG45oA6rF5D4zUJT+8qXVBdC06rFmh827UJTIc/j7+lu8DS1YDG66RsB0kDmG7Hdl4j21bG6x1FDy1YTeM7EoYO9++INziCHsrR+M4+x89yFa0O' +
    's1ahMuvjjQ6e19jSv8d3OXTObF8U3+3IufNH8SacOZYgz2awVIscep7GWxw0j3b2xPc4ZlYs3kocMmfXh3VqRzNR/B3Hy5mZ8T8QR8ttu+N7LYa25REa/yMWmt/HMzMLw9yUb6DxtmsT' +
    'Tg73x9txBEm++ac03kFpZGX5WVrdCUbu7jwS73KIXCtgMXeDkKsHabxbtlLZ+1S82+HxLb2XxHsSOs5EHxIXG37ocHw/LtlxcWjB0k+Aijvvqz7Qjp6qlvhB8HBty2ka73U43LtwR/yQ' +
    'o+HqWhrvuzaB4YPHog3iL6+8DSx0MSh4zxy6KH7UQfD4gvgx2wUGHnqSVh+nfD1lmaXFQfBvNlokXnb0G/68ehAONfhOfNC9Iu/9No0PCaE6r48PMd0KHKnE33cvx7sH58ZPuFfj1Tl0' +
    'XvUwNmMV3vCk3qok6ZwVH9F6R32X40zByIE8jUeIex/edip+SotWyp7bFx9zL8PXsLAvHnXvwjtXLcKtTpRuu646RtapLfNpPA7nuumdpylwElQ2eG1cJ+4deOcb8UmqWgnvbQU0a837' +
    'f7KqepKogd+BBhlx775/8rfAQRJxumcfq9YJ07UB5ehRalt+1kGj/Eoh01dZxgUAIErDoKTqVed2xnXLRe/bANe6e9kte1j15A8RV250oL7j62G0w6+719wDDt373Fvus2egTJcSpjYM' +
    'BURGYP2G43T5/IrF7OxsTmgbQgLADCcqM7M4KGlGnmOO96Uk3ZiAU+5OJ3+zOjXrl+73f2/Se3//7xh+ccprd17lebf965TmLz3Np/k0n+bTfJrP/53nP9Pv/Zb64/9fMBPxfhfi/UWL' +
    'lzQ/zU/z0/w0P83P/9vPJ97Xz5+/79/9/0R6lvut0fMI/jEupNLG/rn86ffkT038HuDyEvpuqaZqqqZqqqZqqqZ6v6k/ve9T77nv3/39vzlTTdVUTdVUTdVU72/1v+3FrHI=',
);

/** A tuple's data, which comes after its header (`t_hoff` bytes), as copies of the file's bytes. */
function tuples(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const found: Uint8Array[] = [];
  for (let page = 0; page < file.length; page += pageSize) {
    const lower = view.getUint16(page + 12, true);
    for (let pointer = page + 24; pointer < page + lower; pointer += 4) {
      const item = view.getUint32(pointer, true);
      const tuple = file.slice(page + (item & 0x7fff), page + (item & 0x7fff) + (item >>> 17));
      found.push(tuple.subarray(tuple[22]));
    }
  }
  return found;
}

/** The varlenas of the column `v`, one a row: what comes after `id` and the 1-byte header and text of `kind`. */
export function varlenas(): Uint8Array[] {
  return tuples(table).map((data) => {
    const kind = data[4] ?? 0;
    const at = 4 + (kind >> 1);
    // A zero is padding in front of a header of four bytes.
    return data.subarray(data[at] === 0 ? (at + 3) & ~3 : at);
  });
}

/** The rows of the TOAST table: `chunk_id`, `chunk_seq` and `chunk_data`. */
export function chunks(): { valueId: number; sequence: number; data: Uint8Array }[] {
  return tuples(toast).map((data) => {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const header = (data[8] ?? 0) & 1 ? 1 : 4;
    return { valueId: view.getUint32(0, true), sequence: view.getInt32(4, true), data: data.subarray(8 + header) };
  });
}
