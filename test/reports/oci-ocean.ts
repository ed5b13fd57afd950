import { Blueprint, type BlueprintData, type Part } from '../../lib/blueprint';
import { ociCatalogue } from '../../lib/catalogue';
import type { MachineFacts } from '../../lib/catalogue/facts';
import { SAMPLE } from '../support/sample-blueprint';

/** Facts of the catalogue's machine, which must exist. */
export function shape(name: string): MachineFacts {
  const facts = ociCatalogue.machine(name);
  if (facts === undefined) throw new Error(`the catalogue has no ${name}`);
  return facts;
}

const CHANGES: { readonly [id: string]: object } = {
  'head-machine': { machine: shape('VM.Standard.E4.Flex.8.64') },
  'compute-fleet': { machine: shape('BM.Optimized3.36'), rootGiB: 60 },
  scratch: { capacityGiB: 31200, throughputPerTiB: 125 },
};

/** The sample on Oracle Cloud: a flexible head, up to 29 nodes of a cluster network. */
export const OCI_OCEAN: BlueprintData = {
  ...SAMPLE,
  provider: 'oci',
  parts: SAMPLE.parts.map((part) => ({ ...part, ...CHANGES[part.id] }) as Part),
};

/** It with some fields of one part changed, and of the whole. */
export function ociOcean(id?: string, change: object = {}, whole: Partial<BlueprintData> = {}): Blueprint {
  const parts = OCI_OCEAN.parts.map((part) => (part.id === id ? ({ ...part, ...change } as Part) : part));
  return new Blueprint({ ...OCI_OCEAN, parts, ...whole });
}
