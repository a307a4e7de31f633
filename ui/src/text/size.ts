const MIB = 1024 * 1024

/** A size as people say it. */
export function sizeOf(bytes: number): string {
  return bytes < MIB ? `${Math.max(1, Math.ceil(bytes / 1024))} KB` : `${(bytes / MIB).toFixed(1)} MB`
}
