import type { Node, ProvenanceDocument } from '../../provenance';
import { type Column, table } from '../table';
import { ofType, type StoredDocument } from './read';

/** What made one blueprint, as tables. */
export function asText({ folder, document, files }: StoredDocument): string {
  const [declaration] = ofType(document, 'terrane:Declaration');
  const sections = [
    `${word(declaration, 'constructPath')}: ${word(declaration, 'archetype')} '${word(declaration, 'name')}', synthesised in ${folder}`,
    facts(document, declaration),
    section('Machines', machines(document)),
    section('Images', images(document)),
    ...accepted(document),
    section('Files', fileTable(files)),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, body: string): string {
  return `${title}\n${body}`;
}

function word(node: Node | undefined, property: string): string {
  const value = node?.[property];
  return typeof value === 'string' ? value : 'not said';
}

function facts(document: ProvenanceDocument, declaration: Node | undefined): string {
  const [catalogue] = ofType(document, 'terrane:Catalogue');
  const software = ofType(document, 'prov:SoftwareAgent').map(
    (agent) => `${word(agent, 'name')} ${word(agent, 'version')}`,
  );
  const rows = [
    ['declaration', `sha256:${word(declaration, 'sha256')}`],
    ['catalogue', `${word(catalogue, 'provider')} of ${word(catalogue, 'date')}`],
    ['made by', software.join(', ')],
  ];
  return rows.map(([name = '', value]) => `  ${name.padEnd(13)}${value}`).join('\n');
}

const MACHINES: readonly Column[] = [{ title: 'part' }, { title: 'asked for' }, { title: 'taken', fill: true }];

function machines(document: ProvenanceDocument): string {
  const rows = ofType(document, 'terrane:Machine').map((node) => [
    word(node, 'part'),
    askedWords(node['asked']),
    word(node, 'taken'),
  ]);
  return table(MACHINES, rows);
}

function askedWords(asked: unknown): string {
  if (typeof asked !== 'object' || asked === null) return String(asked);
  return Object.entries(asked)
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}

function images(document: ProvenanceDocument): string {
  const rows = ofType(document, 'terrane:Image').map((node) => [
    word(node, 'distribution'),
    [node['part']].flat().join(', '),
    word(node, 'resolution'),
  ]);
  return table([{ title: 'distribution' }, { title: 'parts' }, { title: 'found by', fill: true }], rows);
}

function accepted(document: ProvenanceDocument): string[] {
  const rows = ofType(document, 'terrane:Acknowledgement').map((node) => [word(node, 'rule'), word(node, 'reason')]);
  if (rows.length === 0) return [];
  return [section('Accepted warnings', table([{ title: 'rule' }, { title: 'reason given', fill: true }], rows))];
}

const SHOWN = 16;

function fileTable(files: StoredDocument['files']): string {
  const rows = files.map(({ path, sha256, state }) => [state, `${sha256.slice(0, SHOWN)}…`, path]);
  return table([{ title: 'since' }, { title: 'sha256' }, { title: 'file', fill: true }], rows);
}
