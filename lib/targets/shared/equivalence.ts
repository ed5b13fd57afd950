import { CAPABILITIES, type Carried } from './capabilities';

const MARKS: { readonly [how in Carried['how']]: string } = { yes: '', differently: ' *', no: ' **' };

/** The table of what a declaration becomes on each cloud, as Markdown: generated from what the targets go by. */
export function equivalenceTable(): string {
  const rows = CAPABILITIES.map(
    ({ asked, aws, oci }) => `| ${[asked, cell(aws), cell(oci)].map(escaped).join(' | ')} |`,
  );
  return [
    '| a declaration asks for | on AWS | on Oracle Cloud |',
    '|---|---|---|',
    ...rows,
    '',
    '\\* with a difference that users notice; \\*\\* not there: asking for it is an error that says this.',
  ].join('\n');
}

function cell({ how, as }: Carried): string {
  return `${as}${MARKS[how]}`;
}

function escaped(text: string): string {
  return text.replace(/[|*<>]/g, '\\$&');
}
