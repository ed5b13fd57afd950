import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { goodExamples } from '../rules/book/compiled';

const ROOT = resolve(__dirname, '../..');
const READMES = [
  join(ROOT, 'README.md'),
  ...readdirSync(join(ROOT, 'examples')).map((name) => join(ROOT, 'examples', name, 'README.md')),
];

/** Every ts snippet of a README, as a file that stands beside it. */
function snippets(readme: string): [string, string][] {
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)];
  return blocks.map((match, index) => [join(dirname(readme), `snippet-${index + 1}.ts`), `${match[1]}export {};\n`]);
}

const GOOD = [...goodExamples()].map(([name, text]): [string, string] => [
  join(ROOT, 'lib/rules', `good-${name}`),
  text,
]);
const FILES = new Map([...READMES.flatMap(snippets), ...GOOD]);

function problems(): string[] {
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    ROOT,
  );
  const options = { ...config.options, noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => FILES.get(name) ?? readFile.call(host, name);
  host.fileExists = (name) => FILES.has(name) || fileExists.call(host, name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = FILES.get(name);
    return text === undefined
      ? getSourceFile.call(host, name, version, ...rest)
      : ts.createSourceFile(name, text, version);
  };
  const program = ts.createProgram([...FILES.keys()], options, host);
  return [...FILES.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      (each) => `${name}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`,
    );
  });
}

test('every README has a snippet', () => {
  for (const readme of READMES) expect([readme, snippets(readme).length > 0]).toEqual([readme, true]);
});

test('every snippet of every README compiles, and every good example of the rule book', () => {
  expect(problems()).toEqual([]);
}, 60_000);
