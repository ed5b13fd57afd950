import type { Blueprint, FleetPart, MachinePart } from '../blueprint';
import type { MachineFacts } from '../catalogue/facts';

type Machine = MachinePart | FleetPart;

/** What was asked for and what it became. */
export interface MachineChosen {
  readonly part: string;
  /** A name, or what a machine must have. */
  readonly asked: string | NonNullable<MachineFacts['asked']>;
  readonly taken: string;
}

/** Every type that machines may be of, in the order of the parts. */
export function machinesChosen(blueprint: Blueprint): MachineChosen[] {
  return machinesOf(blueprint).flatMap((part) =>
    [part.machine, ...(part.kind === 'fleet' ? part.alternatives : [])].map(({ name, asked = name }) => ({
      part: part.id,
      asked,
      taken: name,
    })),
  );
}

/** An image, and how it is found. */
export interface ImageChosen {
  readonly distribution: string;
  readonly arch: string;
  /** An id, or where the id is looked up. */
  readonly resolution: string;
  readonly parts: readonly string[];
}

/** How a target finds a machine's image. */
export type ImageSource = (part: Machine) => string;

/** The images of all machines, each once. */
export function imagesChosen(blueprint: Blueprint, source: ImageSource): ImageChosen[] {
  const images = new Map<string, ImageChosen>();
  for (const part of machinesOf(blueprint)) {
    const { distribution } = part.image;
    const { arch } = part.machine;
    const resolution = source(part);
    const key = JSON.stringify([distribution, arch, resolution]);
    const parts = [...(images.get(key)?.parts ?? []), part.id];
    images.set(key, { distribution, arch, resolution, parts });
  }
  return [...images.values()];
}

function machinesOf(blueprint: Blueprint): readonly Machine[] {
  return [...blueprint.partsOf('machine'), ...blueprint.partsOf('fleet')];
}
