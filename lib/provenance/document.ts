import type { Blueprint } from '../blueprint';
import { type ImageSource, imagesChosen, machinesChosen } from './choices';
import { type CatalogueName, declarationHash, sha256 } from './declaration';
import { npmPackage, type Software } from './software';
import { version } from './version';
import { CONTEXT, type Node, type ProvenanceDocument } from './vocabulary';

/** A file of a synthesised folder. */
export interface SynthesisedFile {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly sha256: string;
}

/** What a target knows of a synthesis. */
export interface Synthesis {
  /** What the templates are for, in words. */
  readonly engine: string;
  /** The engine's own packages, and those of its provider. */
  readonly software: readonly Software[];
  readonly imageSource: ImageSource;
  readonly blueprint: SynthesisedFile;
  readonly templates: readonly SynthesisedFile[];
}

/**
 * Who made what of what: a declaration's way to its templates. Every node that is referred to is in it, and no time, so that the
 * same declaration gives the same bytes; `timed` adds one.
 */
export function provenanceOf(blueprint: Blueprint, catalogue: CatalogueName, synthesis: Synthesis): ProvenanceDocument {
  const hash = declarationHash(blueprint);
  const ids = idsOf(hash, catalogue, synthesis);
  const terrane = npmPackage('terrane', version());
  const chosen = [...machineNodes(blueprint, ids), ...imageNodes(blueprint, synthesis, ids)];
  const accepted = acknowledgementNodes(blueprint, ids);
  return {
    '@context': CONTEXT,
    '@graph': [
      declarationNode(blueprint, hash, ids),
      catalogueNode(catalogue, ids),
      ...accepted,
      ...chosen,
      {
        '@id': ids.design,
        '@type': ['prov:Activity', 'terrane:Design'],
        used: [ids.declaration, ids.catalogue, ...accepted.map((node) => node['@id'])],
        wasAssociatedWith: terrane.id,
      },
      fileNode(synthesis.blueprint, 'terrane:Blueprint', {
        wasGeneratedBy: ids.design,
        wasDerivedFrom: [ids.declaration, ids.catalogue, ...chosen.map((node) => node['@id'])],
      }),
      {
        '@id': ids.rendering,
        '@type': ['prov:Activity', 'terrane:Rendering'],
        engine: synthesis.engine,
        used: ids.blueprint,
        wasAssociatedWith: [terrane, ...synthesis.software].map(({ id }) => id),
      },
      ...synthesis.templates.map((file) =>
        fileNode(file, 'terrane:Template', {
          wasGeneratedBy: ids.rendering,
          wasDerivedFrom: ids.blueprint,
        }),
      ),
      ...[terrane, ...synthesis.software].map(softwareNode),
    ],
  };
}

/** The document as it is stored: the same bytes for the same synthesis. */
export function provenanceText(document: ProvenanceDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

type Ids = ReturnType<typeof idsOf>;

function idsOf(hash: string, { provider, date }: CatalogueName, { engine, blueprint }: Synthesis) {
  const own = (words: string): string => `urn:terrane:${words}`;
  return {
    declaration: own(`declaration:sha256:${hash}`),
    catalogue: own(`catalogue:${provider}:${date}`),
    design: own(`design:${hash}`),
    rendering: own(`rendering:${hash}:${engine}`),
    blueprint: fileId(blueprint),
    of: (kind: string, what: unknown): string => own(`${kind}:${hash}:${sha256(JSON.stringify(what)).slice(0, 16)}`),
  };
}

function fileId({ path, sha256: hash }: SynthesisedFile): string {
  return `urn:terrane:file:sha256:${hash}:${encodeURIComponent(path)}`;
}

function declarationNode({ data }: Blueprint, hash: string, ids: Ids): Node {
  const { path, name, facts, provider, region } = data;
  return {
    '@id': ids.declaration,
    '@type': ['prov:Entity', 'terrane:Declaration'],
    name,
    sha256: hash,
    constructPath: path,
    archetype: facts.archetype,
    provider,
    ...(region === undefined ? {} : { region }),
  };
}

function catalogueNode({ provider, date }: CatalogueName, { catalogue }: Ids): Node {
  return { '@id': catalogue, '@type': ['prov:Entity', 'terrane:Catalogue'], provider, date };
}

function acknowledgementNodes({ data }: Blueprint, ids: Ids): Node[] {
  return data.acknowledged.map(({ code, reason }) => ({
    '@id': ids.of('acknowledgement', [code, reason]),
    '@type': ['prov:Entity', 'terrane:Acknowledgement'],
    rule: code,
    reason,
  }));
}

function machineNodes(blueprint: Blueprint, ids: Ids): Node[] {
  return machinesChosen(blueprint).map((chosen) => ({
    '@id': ids.of('machine', chosen),
    '@type': ['prov:Entity', 'terrane:Machine'],
    ...chosen,
    wasGeneratedBy: ids.design,
    wasDerivedFrom: [ids.declaration, ids.catalogue],
  }));
}

function imageNodes(blueprint: Blueprint, { imageSource }: Synthesis, ids: Ids): Node[] {
  return imagesChosen(blueprint, imageSource).map(({ distribution, arch, resolution, parts }) => ({
    '@id': ids.of('image', [distribution, arch, resolution]),
    '@type': ['prov:Entity', 'terrane:Image'],
    distribution,
    'terrane:architecture': arch,
    resolution,
    part: parts,
  }));
}

function fileNode(file: SynthesisedFile, type: string, more: object): Node {
  return {
    '@id': fileId(file),
    '@type': ['prov:Entity', type],
    path: file.path,
    sha256: file.sha256,
    ...more,
  };
}

function softwareNode({ id, name, version: number }: Software): Node {
  return { '@id': id, '@type': ['prov:Agent', 'prov:SoftwareAgent'], name, version: number };
}
