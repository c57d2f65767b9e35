/** What a page may know of the processor and the browser that it runs in: browsers tell no names of processors. */

interface UserAgentData {
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
  getHighEntropyValues?(hints: readonly string[]): Promise<Readonly<Record<string, string>>>;
}

/** `x86, 64 bits, 8 threads, Linux`. */
export async function processorText(): Promise<string> {
  const { userAgentData } = navigator as { readonly userAgentData?: UserAgentData };
  const told: Readonly<Record<string, string>> =
    (await userAgentData?.getHighEntropyValues?.(['architecture', 'bitness', 'platform']).catch(() => undefined)) ?? {};
  const { architecture = '', bitness = '', platform = '' } = told;
  return [architecture, bitness === '' ? '' : `${bitness} bits`, `${navigator.hardwareConcurrency} threads`, platform]
    .filter((part) => part !== '')
    .join(', ');
}

/** `Chromium 141`, `Firefox 140`. */
export function browserText(): string {
  const { userAgentData } = navigator as { readonly userAgentData?: UserAgentData };
  const brand = userAgentData?.brands?.find(({ brand: name }) => !/not.*brand/i.test(name));
  if (brand !== undefined) return `${brand.brand} ${brand.version}`;
  const [, name, version] = /(Firefox|Chrome|Version)\/(\d+)/.exec(navigator.userAgent) ?? [];
  return name === undefined ? 'a browser' : `${name === 'Version' ? 'Safari' : name} ${version}`;
}
