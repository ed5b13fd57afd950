import type { FleetPart, PieceFacts } from '../../blueprint';
import { rule } from '../rule';
import { DEBIAN_TMP } from './sources';

const BYTES_PER_MIB = 1_048_576;
const MIB_PER_GIB = 1024;

export const objectsOverRoom = rule({
  id: 'objects-over-room',
  level: 'error',
  title: 'A node has room for the objects that it works on at once',
  why: 'A worker holds an object of miniSEED in memory, and a file in the folder for temporary files, which on Debian 13 is half of the memory. With an object for each of its threads a node runs full: workers are killed or cannot write, and each object is tried in vain until it is among the dead letters.',
  remedy: 'Give fewer worker.threads or a machine with more memory, or divide the objects.',
  source: DEBIAN_TMP,
  example: {
    on: 'StreamingWorkers',
    bad: `source: bucketObjects({
    bucket: 'archive',
    format: 'miniseed',
    expected: { objects: 1000, bytesPerObject: 4_000_000_000, secondsPerObject: 600 },
  })`,
    good: `source: bucketObjects({
    bucket: 'archive',
    format: 'miniseed',
    expected: { objects: 40_000, bytesPerObject: 100_000_000, secondsPerObject: 15 },
  })`,
  },
  look(blueprint) {
    const streaming = blueprint.data.facts.streaming;
    const data = streaming?.work?.data;
    if (streaming === undefined || data === undefined) return [];
    const fleet = blueprint.partOf('fleet', streaming.fleet);
    const room = roomFor(data, fleet);
    const needed = data.bytes * data.together;
    if (needed <= room.bytes) return [];
    const message = `given ${data.bytes}; ${data.together} at a time are ${gib(needed)} GiB, and ${room.what} of ${fleet.machine.name} has ${gib(room.bytes)}. Give fewer worker.threads, a machine with more memory, or smaller objects.`;
    return [{ property: 'source.expected.bytesPerObject', message }];
  },
});

function roomFor({ inMemory }: PieceFacts, { machine, image, rootGiB }: FleetPart): { bytes: number; what: string } {
  const memory = machine.memoryMiB * BYTES_PER_MIB;
  if (inMemory) return { bytes: memory, what: 'the memory' };
  if (image.distribution === 'debian-13') return { bytes: memory / 2, what: '/tmp, half of the memory,' };
  return { bytes: rootGiB * MIB_PER_GIB * BYTES_PER_MIB, what: 'the root volume' };
}

function gib(bytes: number): string {
  return (bytes / MIB_PER_GIB / BYTES_PER_MIB).toFixed(1);
}
