// Whether node_modules holds what package-lock.json asks for.

/**
 * @param {{ packages: Record<string, LockEntry> }} wanted package-lock.json
 * @param {{ packages: Record<string, LockEntry> }} installed npm's own record, node_modules/.package-lock.json
 * @returns {string[]} the packages (paths such as `node_modules/zod`) that are missing or another version; those that are
 *   optional may be missing, they are for other systems
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockEntry
 */
export function stalePackages(wanted, installed) {
  return packagePaths(wanted).filter((path) => {
    const want = wanted.packages[path];
    const have = installed.packages[path];
    if (!have) return !want.optional && !want.devOptional;
    return have.version !== want.version || have.integrity !== want.integrity || have.link !== want.link;
  });
}

/** The paths under node_modules that a lock file fills. */
export function packagePaths(lock) {
  return Object.keys(lock.packages).filter((path) => path.includes('node_modules/'));
}
