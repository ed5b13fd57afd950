import { grouped } from '../../reports/numbers';
import { EXIT, Misuse, type Surroundings } from '../streams';
import { table } from '../table';
import type { ResultsPlace } from './place';

/** A piece of work that failed for good. */
export interface DeadLetter {
  /** Of an archive: the group whose results lack it. */
  readonly group?: string;
  readonly chunk: string;
  readonly attempts: number;
  readonly reason: string;
}

/** Lists what failed for good, and says how it is done again. */
export async function dead(place: ResultsPlace, json: boolean, { out }: Surroundings): Promise<number> {
  const letters = [
    ...(await place.readAll('ledger')).flatMap((text) => lettersIn(text, place.shown)),
    ...(await place.readAll('dead')).map((text) => queueLetter(text, place.shown)),
  ];
  if (json) out(`${JSON.stringify({ place: place.shown, dead: letters }, null, 2)}\n`);
  else if (letters.length > 0) out(deadWords(letters, place.shown));
  else out(`${place.shown}: no dead letters${await liveWords(place)}\n`);
  return EXIT.fine;
}

/** The dead letters of a ledger's entry. @throws Misuse where it is none */
export function lettersIn(text: string, shown: string): DeadLetter[] {
  const entry = JSON.parse(text) as { readonly group?: string; readonly dead?: readonly DeadLetter[] };
  const { group, dead: letters } = entry;
  if (group === undefined || letters === undefined) throw new Misuse(`${shown}/ledger holds what is no entry of it.`);
  return letters.map(({ chunk, attempts, reason }) => ({ group, chunk, attempts, reason }));
}

function queueLetter(text: string, shown: string): DeadLetter {
  const { id, attempts, reason } = JSON.parse(text) as { readonly id?: string } & Omit<DeadLetter, 'chunk'>;
  if (id === undefined) throw new Misuse(`${shown}/dead holds what is no dead letter.`);
  return { chunk: id, attempts, reason };
}

function deadWords(letters: readonly DeadLetter[], shown: string): string {
  const rows = letters.map(({ chunk, attempts, reason }) => [chunk, grouped(attempts), reason]);
  return [
    table([{ title: 'piece' }, { title: 'attempts', align: 'right' }, { title: 'reason', fill: true }], rows),
    '',
    `${shown}: ${grouped(letters.length)} dead ${letters.length === 1 ? 'letter' : 'letters'}.`,
    ...remedy(letters),
    '',
  ].join('\n');
}

/** Groups of a bucket's objects; all others are of a data centre, behind the fleet's cap. */
const OBJECTS = /^objects-\d{6}$/;
const ON_THE_HEAD = "on the head (a session on the stack's output HeadId):";

function remedy(letters: readonly DeadLetter[]): string[] {
  const groups = new Set(letters.flatMap(({ group }) => group ?? []));
  if (groups.size === 0)
    return [
      "When the cause is mended, send the messages again: they lie in the queue's dead letters (AWS: `aws sqs",
      'start-message-move-task` moves them back), and as `body` beside the reasons given here.',
    ];
  const cap = [...groups].some((group) => !OBJECTS.test(group)) ? ' --source-url http://head:8060' : '';
  return [
    `When the cause is mended, ${ON_THE_HEAD}`,
    `  ${headCommand('replay')} --code /opt/terrane/stream/code --scheduler tcp://head:8786${cap}`,
    `With --group NAME behind it, of one group alone; there ${groups.size === 1 ? 'is' : 'are'} ${grouped(groups.size)}.`,
  ];
}

/** A live stream's dead letters are told by the checkpoints that count, which the head's program knows. */
async function liveWords(place: ResultsPlace): Promise<string> {
  if ((await place.readAll('metrics')).length === 0) return '';
  return ` of an archive or a queue. Those of a live stream are told ${ON_THE_HEAD}\n  ${headCommand('rows dead')}`;
}

/** As the head's own programs are started. */
function headCommand(subcommand: string): string {
  return [
    'sudo -u stream env PYTHONPATH=/opt/terrane /home/stream/env/bin/python -m terrane_stream',
    subcommand,
    '--declaration /opt/terrane/stream/declaration.json --place /home/stream/place.json',
  ].join(' ');
}
