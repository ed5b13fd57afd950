import type { Screen } from './screen';

/** Events of stacks that go well; what fails is no routine. */
const CDK_ROUTINE = /\| (CREATE|UPDATE|DELETE)_(IN_PROGRESS|COMPLETE|COMPLETE_CLEANUP_IN_PROGRESS) +\|/;
const TERRAFORM_ROUTINE =
  /: (Still )?(creat|destroy|modify|read|refresh|open|clos)ing|: (Creation|Destruction|Modifications|Read|Opening|Closing) complete/i;
/** Of a plan, which says again what is in the configuration. */
const DETAIL =
  /^(\s{2,}|Terraform used the selected|Terraform will perform|plan\. Resource actions|[+~-] (create|update|destroy))/;

/** Whether a line of an engine's tool stays, is shown until the next, or is in the deployment's log alone. */
export function weightOf(line: string): 'stays' | 'passes' | 'left out' {
  if (line.trim() === '' || DETAIL.test(line)) return 'left out';
  return CDK_ROUTINE.test(line) || TERRAFORM_ROUTINE.test(line) ? 'passes' : 'stays';
}

/** Shows what an engine's tool writes. */
export function toolLines(screen: Screen): (line: string) => void {
  return (line) => {
    const weight = weightOf(line);
    if (weight === 'stays') screen.note(`  ${line}`);
    if (weight === 'passes') screen.passing(`  ${line.trim()}`);
  };
}
