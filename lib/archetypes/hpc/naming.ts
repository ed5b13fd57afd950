import type { Problems } from '../problems';

const ALLOWED = /^[a-z][a-z0-9-]{0,39}$/;
const LONGEST = 40;

/** The cluster's name: as given, else the construct path in lower case with hyphens. */
export function clusterName(given: string | undefined, path: string, problems: Problems): string {
  if (given === undefined) return nameFromPath(path);
  const allowed = `allowed are lower-case letters, digits and hyphens, a letter first, ${LONGEST} characters at most.`;
  return problems.matching('cluster-name', 'clusterName', given, ALLOWED, allowed) ?? nameFromPath(path);
}

/** Slug of a construct path; of a path that is too long its end, which tells clusters of one stack apart. */
function nameFromPath(path: string): string {
  const words = path
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let name = words.join('-');
  while (name.length > LONGEST && words.length > 1) {
    words.shift();
    name = words.join('-');
  }
  name = name.slice(0, LONGEST).replace(/-+$/, '');
  return /^[a-z]/.test(name) ? name : `c-${name}`.slice(0, LONGEST);
}
