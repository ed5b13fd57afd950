import { BOOK, GROUNDS, type Ground, groundText, type RuleFacts } from '../../rules';

const HEAD = `# The rule book

<!-- Written by \`npm run golden\` from the rules themselves: do not edit. -->

Every finding of Terrane begins with the code of a rule, and every rule is here, with an example that has the finding and one
that has not; a test runs both. \`terrane explain CODE\` prints one of them. An **error** yields no template. A **warning** is
doubtful; the author of a declaration may acknowledge it by its code, with a reason and, if it is to be looked at again, the last
day on which it is accepted (\`terrane check --today\`). An **advice** works, and could be better.
`;

/** The rule book as a page of Markdown. */
export function page(): string {
  const rules = [...BOOK].sort((one, other) => (one.id < other.id ? -1 : 1));
  const contents = rules.map(({ id, level, title }) => `| [\`${id}\`](#${id}) | ${level} | ${title} |`);
  return [
    HEAD,
    `${rules.length} rules:\n`,
    '| rule | level | what is so where all is well |',
    '|---|---|---|',
    ...contents,
    '\n## What the examples are a change of\n',
    ...(Object.keys(GROUNDS) as Ground[]).filter((on) => GROUNDS[on].of !== 'Blueprint').map(ground),
    '## Rules\n',
    ...rules.map(section),
  ].join('\n');
}

function ground(on: Ground): string {
  return `**${on}**\n\n\`\`\`js\n${groundText(on)}\n\`\`\`\n`;
}

function section({ id, level, title, why, remedy, source, example }: RuleFacts): string {
  const { on, bad, good } = example;
  return [
    `### ${id}`,
    `\n*${level}*: ${title}.\n`,
    `${why} ${remedy}\n`,
    `\`\`\`js\n// ${on}: ${level === 'error' ? 'refused' : 'found'}\n${bad}\n// fine\n${good}\n\`\`\`\n`,
    `Source: [${source.title}](${source.url}), ${source.date}.\n`,
  ].join('\n');
}
