import { didYouMean, nearestName } from '../errors';
import { ociDate } from './oci-date';
import { ociMachine, sizedName, sizeIn } from './oci-machines';
import { type OciShape, ociShapes, type Size, shapeTable } from './oci-shapes';
import { memoryWith, sizeFits } from './oci-sizes';

/** OCPUs of a size that serves as an example. */
const EXAMPLE_OCPUS = 4;
/** Anything with two numbers at its end. */
const LIKE_SIZED = /^(.+)\.(\d+)\.(\d+)$/;

let names: readonly string[] | undefined;

/** All fixed shapes and one size of each flexible shape, sorted. */
export function ociNames(): readonly string[] {
  names ??= Object.freeze([...ociShapes().values()].map((shape) => sizedName(shape, usualSize(shape))).sort());
  return names;
}

/** What is wrong with a name that is no machine, and what to write. */
export function explainName(name: string): string | undefined {
  if (ociMachine(name) !== undefined) return undefined;
  const leftOut = new Map(Object.entries(shapeTable.leftOut)).get(sizeIn(name)?.shape ?? name);
  if (leftOut !== undefined) return `OCI has this shape, but it cannot be used here (${leftOut}). Take another one.`;
  const flexible = [...ociShapes().values()].filter((shape) => shape.flexible);
  const shape = flexible.find((each) => name === each.name || name.startsWith(`${each.name}.`));
  if (shape !== undefined) return explainSize(shape, name);
  return `the OCI catalogue of ${ociDate} does not have it.${likely(name)}`;
}

/** ` Did you mean 'x'?` with a size where the shape needs one, or the empty string. */
function likely(name: string): string {
  const shapes = ociShapes();
  const [, start = name, ocpus, memoryGB] = LIKE_SIZED.exec(name) ?? [];
  const meant = shapes.get(nearestName(start, [...shapes.keys()]) ?? '');
  if (meant?.flexible !== true) return didYouMean(name, [...shapes.keys()]);
  const given = { ocpus: Number(ocpus), memoryGB: Number(memoryGB) };
  return ` Did you mean '${sizedName(meant, sizeFits(meant, given) ? given : usualSize(meant))}'? ${offer(meant)}`;
}

function explainSize(shape: OciShape, name: string): string {
  if (name === shape.name) return `a flexible shape carries its size: ${example(shape)}. ${offer(shape)}`;
  const size = sizeIn(name)?.size;
  if (size === undefined) {
    const given = name.slice(shape.name.length + 1);
    return `'${given}' is no size; two whole numbers are, OCPUs and GB: ${example(shape)}. ${offer(shape)}`;
  }
  return `${misfit(shape, size)}. ${offer(shape)}`;
}

function misfit(shape: OciShape, { ocpus, memoryGB }: Size): string {
  if (shape.tiers !== undefined) return `${ocpus} OCPUs with ${memoryGB} GB is not a size of it`;
  if (ocpus < shape.ocpus.least || ocpus > shape.ocpus.most) return `${counted(ocpus)} are out of its range`;
  const { least, most } = memoryWith(shape, ocpus);
  return `${memoryGB} GB are out of its range with ${counted(ocpus)}, which is ${least} to ${most} GB`;
}

/** The sizes that a flexible shape is sold in, as a sentence. */
function offer(shape: OciShape): string {
  const { name, tiers, ocpus, memoryGB, memoryPerOcpuGB } = shape;
  if (tiers !== undefined)
    return `${name} is sold as ${tiers.map((tier) => `'${sizedName(shape, tier)}'`).join(', ')}.`;
  const share =
    memoryPerOcpuGB === undefined || memoryPerOcpuGB.most === memoryGB.most
      ? ''
      : `, ${memoryPerOcpuGB.least} to ${memoryPerOcpuGB.most} GB for each OCPU`;
  return `${name} has ${ocpus.least} to ${ocpus.most} OCPUs and ${memoryGB.least} to ${memoryGB.most} GB${share}.`;
}

function example(shape: OciShape): string {
  const size = usualSize(shape);
  return `'${sizedName(shape, size)}' has ${counted(size.ocpus)} and ${size.memoryGB} GB`;
}

/** A few OCPUs with the memory that Oracle's console proposes for them. */
function usualSize(shape: OciShape): Size {
  const [tier] = shape.tiers ?? [];
  if (tier !== undefined) return tier;
  const ocpus = Math.min(EXAMPLE_OCPUS, shape.ocpus.most);
  const { least, most } = memoryWith(shape, ocpus);
  const usual = (shape.memoryPerOcpuGB?.usual ?? shape.memoryPerOcpuGB?.least ?? 0) * ocpus;
  return { ocpus, memoryGB: Math.min(most, Math.max(least, usual)) };
}

function counted(ocpus: number): string {
  return `${ocpus} OCPU${ocpus === 1 ? '' : 's'}`;
}
