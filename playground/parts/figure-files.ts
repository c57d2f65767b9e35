/** A figure as files: its SVG with the page's colours written out and its legend drawn, and its table as CSV. */

const drawn = ['fill', 'stroke', 'color'] as const;
const legendLine = 18;

/** The figure in an element as the text of an SVG file; undefined when it has not been drawn yet. */
export function svgOf(place: HTMLElement): string | undefined {
  const shown = [...place.querySelectorAll('svg')].sort((one, other) => other.clientWidth - one.clientWidth)[0];
  if (shown === undefined) return undefined;
  const copy = shown.cloneNode(true) as SVGSVGElement;
  const [sources, targets] = [shown.querySelectorAll('*'), copy.querySelectorAll('*')];
  // Colours come from the page's variables, which a file does not have.
  [shown, ...sources].forEach((element, n) => {
    const target = n === 0 ? copy : targets[n - 1];
    const style = getComputedStyle(element);
    for (const name of drawn) {
      const written = element.getAttribute(name);
      if (written !== null && written !== 'none') target?.setAttribute(name, style.getPropertyValue(name));
    }
  });
  const [width, height] = [Number(shown.getAttribute('width')), Number(shown.getAttribute('height'))];
  const names = legendOf(place);
  const top = names.length * legendLine;
  const legend = names.map(
    ({ name, colour }, n) =>
      `<rect x="8" y="${n * legendLine + 4}" width="10" height="10" fill="${colour}"/><text x="24" y="${n * legendLine + 13}" font-size="12">${escaped(name)}</text>`,
  );
  const style = getComputedStyle(place);
  const serialised = new XMLSerializer().serializeToString(copy);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + top}" viewBox="0 0 ${width} ${height + top}" font-family="sans-serif" fill="${style.color}">`,
    `<rect width="100%" height="100%" fill="${backgroundOf(place)}"/>`,
    ...legend,
    `<g transform="translate(0 ${top})">${serialised}</g>`,
    '</svg>\n',
  ].join('\n');
}

/** The names beside the swatches that Plot draws above a figure. */
function legendOf(place: HTMLElement): { readonly name: string; readonly colour: string }[] {
  return [...place.querySelectorAll('[class*=swatch]')].flatMap((element) => {
    const swatch = element.querySelector(':scope > svg');
    const name = element.textContent?.trim() ?? '';
    return swatch === null || name === '' ? [] : [{ name, colour: getComputedStyle(swatch).fill }];
  });
}

/** The first background around an element that is not clear. */
function backgroundOf(element: HTMLElement): string {
  for (let around: HTMLElement | null = element; around !== null; around = around.parentElement) {
    const { backgroundColor } = getComputedStyle(around);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return '#ffffff';
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A table as CSV, as RFC 4180 has it. */
export function csvOf(table: HTMLTableElement): string {
  const cellText = (cell: HTMLTableCellElement): string => {
    const text = (cell.textContent ?? '').trim();
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [...table.rows].map((row) => `${[...row.cells].map(cellText).join(',')}\r\n`).join('');
}
