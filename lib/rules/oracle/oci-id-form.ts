import type { Blueprint, Part, Text } from '../../blueprint';
import { ocidTrouble } from '../../units';
import { isKnown } from '../limits/tags';
import { rule } from '../rule';
import { OCI_IDS } from '../sources';
import { computers } from '../words';

interface Id {
  readonly property: string;
  readonly id: Text | undefined;
  readonly type: string;
}

export const ociIdForm = rule({
  id: 'oci-id-form',
  level: 'error',
  title: 'What exists already is named by its OCID',
  why: 'The provider takes any text for an id, and the cloud refuses it in the middle of a deployment.',
  remedy: 'Give the OCID that the console and the CLI show.',
  source: OCI_IDS,
  example: {
    on: 'HpcCluster on OCI',
    bad: "encryptionKey: 'alias/home'",
    good: "encryptionKey: 'ocid1.key.oc1.eu-frankfurt-1.aaaavault.aaaakey'",
  },
  provider: 'oci',
  look(blueprint) {
    return ids(blueprint).flatMap(({ property, id, type }) => {
      const wanted = id === undefined || !isKnown(id) ? undefined : ocidTrouble(id, [type]);
      return wanted === undefined ? [] : [{ property, message: `${given(id, type)}; needed is ${wanted}.` }];
    });
  },
});

// What is no OCID of a secret may be the secret itself, which nobody is to read in a log.
function given(id: Text | undefined, type: string): string {
  return type === 'vaultsecret' && !String(id).startsWith('ocid1.') ? 'what is given is none' : `given '${String(id)}'`;
}

function ids(blueprint: Blueprint): Id[] {
  const all = [...blueprint.parts.flatMap((part) => ownIds(part)), ...images(blueprint)];
  return [...new Map(all.map((each) => [JSON.stringify([each.property, each.id]), each])).values()];
}

function ownIds(part: Part): Id[] {
  switch (part.kind) {
    case 'network':
      return [{ property: 'network.id', id: part.existingId, type: 'vcn' }];
    case 'subnet':
      return [{ property: 'network.subnets', id: part.existingId, type: 'subnet' }];
    case 'securityGroup':
      return [{ property: 'access.securityGroups', id: part.existingId, type: 'networksecuritygroup' }];
    case 'stream':
      return [{ property: `${part.id}.existingPool`, id: part.existingPool, type: 'streampool' }, ...key(part)];
    case 'secret':
      return [{ property: part.id, id: part.existingId, type: 'vaultsecret' }, ...key(part)];
    case 'disk':
      return [{ property: `${part.id}.snapshot`, id: part.snapshot, type: 'volumebackup' }, ...key(part)];
    default:
      return key(part);
  }
}

function key(part: Part): Id[] {
  return 'encryptionKey' in part ? [{ property: 'encryptionKey', id: part.encryptionKey, type: 'key' }] : [];
}

function images(blueprint: Blueprint): Id[] {
  return computers(blueprint).flatMap(({ image }) => {
    const own = Object.values(image.byRegion ?? {}).map((id) => ({ property: 'image.byRegion', id, type: 'image' }));
    return [{ property: 'image.id', id: image.id, type: 'image' }, ...own];
  });
}
