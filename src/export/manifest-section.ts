/** Puts a manifest with a hash of the module behind the module. */
import { Writer } from '../engines/stencils/writer.js';
import { sectionName, sha256, type KernelManifest } from '../kernel/manifest.js';

/** The module with the manifest, and the manifest with the hash. */
export async function withManifest(
  bytes: Uint8Array<ArrayBuffer>,
  manifest: Omit<KernelManifest, 'sha256'>,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly manifest: KernelManifest }> {
  const whole = { ...manifest, sha256: await sha256(bytes) };
  const section = new Writer();
  section.name(sectionName);
  section.copy(new TextEncoder().encode(JSON.stringify(whole)));
  const out = new Writer();
  out.copy(bytes);
  out.byte(0);
  out.u32(section.length);
  out.copy(section.bytes);
  return { bytes: out.bytes.slice(), manifest: whole };
}
