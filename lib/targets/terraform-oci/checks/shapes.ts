import { explainName } from '../../../catalogue/oci-names';
import { ociShapes, shapeTable } from '../../../catalogue/oci-shapes';
import { sizeFits } from '../../../catalogue/oci-sizes';
import { type Fields, type Found, isFields, isKnown } from './walk';

/** What is wrong with the shape, and its size, of an instance's details at a path. */
export function shapeTroubles({ path, value }: Found): { readonly path: string; readonly message: string }[] {
  if (!isFields(value) || !isKnown(value['shape'])) return [];
  // Load balancers have shapes of their own.
  if (value['shape_details'] !== undefined) return [];
  const name = String(value['shape']);
  const at = path === '' ? '' : `${path}.`;
  const shape = ociShapes().get(name);
  if (shape === undefined) {
    const known = shapeTable.leftOut[name] !== undefined;
    return known ? [] : [{ path: `${at}shape`, message: `given '${name}': ${explainName(name) ?? 'no such shape.'}` }];
  }
  const trouble = sizeTrouble(name, value['shape_config']);
  return trouble === undefined ? [] : [{ path: `${at}shape_config`, message: trouble }];
}

function sizeTrouble(name: string, config: unknown): string | undefined {
  const shape = ociShapes().get(name);
  if (shape === undefined || (config !== undefined && !isFields(config))) return undefined;
  if (!shape.flexible) return fixedTrouble(name, config);
  if (config === undefined) return `given none, but ${name} is flexible. Give ocpus and memory_in_gbs.`;
  const { ocpus, memory_in_gbs: memoryGB } = config;
  if (typeof ocpus !== 'number' || typeof memoryGB !== 'number' || !isKnown(ocpus) || !isKnown(memoryGB)) {
    return undefined;
  }
  if (sizeFits(shape, { ocpus, memoryGB })) return undefined;
  return `given ${ocpus} OCPUs and ${memoryGB} GB: ${explainName(`${name}.${ocpus}.${memoryGB}`) ?? 'no such size.'}`;
}

function fixedTrouble(name: string, config: Fields | undefined): string | undefined {
  const ocpus = config?.['ocpus'];
  const own = ociShapes().get(name)?.ocpus.most ?? 0;
  // Fewer cores of a bare-metal machine are a matter of its platform configuration.
  if (typeof ocpus !== 'number' || !isKnown(ocpus) || ocpus === own) return undefined;
  return `given ${ocpus} OCPUs, but ${name} is of one size (${own} OCPUs). Leave it out, or take a flexible shape.`;
}
