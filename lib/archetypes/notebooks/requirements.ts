import type { Problems } from '../problems';

/** A release and nothing looser: https://packaging.python.org/en/latest/specifications/version-specifiers/ */
const PINNED = /^[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9,_-]+\])?\s*==\s*[A-Za-z0-9.!+_-]+$/;
const HASH = /\s--hash=sha256:[0-9a-f]{64}(?=\s|$)/g;
const MARKER = /\s*;.*$/;

/** Lines of a requirements file, each one requirement; what is not pinned is a finding. */
export function pinnedRequirements(given: string | readonly string[], at: string, problems: Problems): string[] {
  const lines = typeof given === 'string' ? linesOf(given) : given;
  lines.forEach((requirement, index) => {
    problems.matching(
      'requirement-unpinned',
      `${at}[${index}]`,
      typeof requirement === 'string' ? requirement.replace(HASH, '').replace(MARKER, '').trim() : requirement,
      PINNED,
      "a requirement names one release: 'numpy==2.4.6'.",
    );
  });
  const hashed = lines.filter((line) => line.includes('--hash='));
  if (hashed.length > 0 && hashed.length < lines.length)
    problems.error(
      'requirement-hashes',
      at,
      `${hashed.length} of ${lines.length} requirements have a hash; pip wants one of each, or none. Give the others theirs, or take all away.`,
    );
  return [...lines];
}

// As pip reads a file: a line that ends with a backslash goes on, and a comment begins after a space.
function linesOf(text: string): string[] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .replace(/\s+/g, ' '),
    )
    .filter((line) => line !== '');
}
