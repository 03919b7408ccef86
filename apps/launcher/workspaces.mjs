// The libraries in the order in which they can be built.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/** @returns {{ name: string, folder: string, needs: string[] }[]} libraries that have sources, each after those it needs */
export function libraries() {
  const folders = readdirSync(join(projectFolder, 'libs')).map((name) => join('libs', name));
  const found = folders
    .filter((folder) => existsSync(join(projectFolder, folder, 'src')))
    .map((folder) => {
      const { name, dependencies = {} } = JSON.parse(readFileSync(join(projectFolder, folder, 'package.json'), 'utf8'));
      return { name, folder, needs: Object.keys(dependencies) };
    });
  return inOrder(found);
}

/**
 * @template {{ name: string, needs: string[] }} T
 * @param {T[]} packages
 * @returns {T[]} each after those of the others that it needs
 */
export function inOrder(packages) {
  const byName = new Map(packages.map((one) => [one.name, one]));
  const ordered = new Set();
  const place = (one) => {
    if (!one || ordered.has(one)) return;
    byName.delete(one.name);
    one.needs.forEach((name) => place(byName.get(name)));
    ordered.add(one);
  };
  packages.forEach(place);
  return [...ordered];
}
