/** The text form of a numeric as PostgreSQL stores it, without the family that numerics belong to. */
export function numericText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = view.getUint16(0, true);
  if (header === 0xd000) return 'Infinity';
  if (header === 0xf000) return '-Infinity';
  const scale = (header >> 7) & 63;
  const weight = (header & 0x3f) - (header & 0x40 ? 64 : 0);
  const digitOf = (power: number): string => {
    const place = 2 + 2 * (weight - power);
    return String(place >= 2 && place < bytes.length ? view.getUint16(place, true) : 0).padStart(4, '0');
  };
  let whole = '';
  for (let power = weight; power >= 0; power--) whole += digitOf(power);
  let fraction = '';
  for (let power = -1; fraction.length < scale; power--) fraction += digitOf(power);
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${header & 0x2000 ? '-' : ''}${digits}${scale > 0 ? `.${fraction.slice(0, scale)}` : ''}`;
}
