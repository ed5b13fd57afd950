import { cloudOf } from '../clouds';
import { PATHS } from '../paths';
import { indent } from '../shell';
import type { BootPlan, Phase } from '../steps';
import type { Surroundings } from './fragment';
import { helperText } from './helpers';
import { PACKAGE_HELPERS } from './package-helpers';
import { FOLLOW, runner, START, TELL, WATCH } from './runner';
import { renderStep } from './steps';

/** Names of phases become names of shell functions and of log files. */
const PHASE_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * A boot as one bash script. Run without arguments it carries the phases out in order and stops at the first that fails;
 * `--phase NAME` carries out one of them alone, in the foreground and without a time budget, e.g. to look into a failure.
 *
 * @throws RangeError for a phase without a usable name, budget or step, or two phases of one name: a mistake of the caller
 */
export function renderScript(plan: BootPlan): string {
  checkPhases(plan.phases);
  const around: Surroundings = { role: plan.role, packages: plan.packages, cloud: cloudOf(plan.cloud) };
  const phases = plan.phases.map((phase) => ({
    phase,
    fragments: phase.steps.map((step) => renderStep(step, around)),
  }));
  const kinds = new Set(plan.phases.flatMap((phase) => phase.steps.map((step) => step.kind)));
  const installs = kinds.has('packages') || kinds.has('lustreClient');
  const helpers = phases.flatMap(({ fragments }) => fragments.flatMap((fragment) => fragment.helpers ?? []));
  return [
    '#!/bin/bash',
    `# Boot of a ${plan.role} machine, packages by ${plan.packages}. Phases: ${plan.phases.map(({ name }) => name).join(', ')}.`,
    START,
    ...helperText(helpers, around.cloud),
    ...(installs ? [PACKAGE_HELPERS[plan.packages]] : []),
    ...phases.map(({ phase, fragments }) =>
      phaseFunction(
        phase,
        fragments.flatMap((fragment) => fragment.lines),
      ),
    ),
    WATCH,
    choice(plan.phases),
    runner({ signals: plan.role === 'head', installs }),
    `if [[ \${1:-} == --phase ]]; then\n  watch\n  only "$2"\n  exit 0\nfi`,
    `install -d -m 0755 ${PATHS.bootLogs} /var/lib/terrane`,
    TELL,
    ...plan.phases.map(({ name, budgetSeconds }) => `run ${name} ${budgetSeconds}`),
    'settle',
    // Its server was for the boot: on a node its memory is the jobs'.
    ...(plan.role === 'head' ? [] : [`rm -f ${PATHS.server}`]),
    '',
  ].join('\n');
}

function functionName(phase: Phase): string {
  return `phase_${phase.name.replaceAll('-', '_')}`;
}

function phaseFunction(phase: Phase, lines: readonly string[]): string {
  return ['', `${functionName(phase)}() {`, ...indent([FOLLOW, ...lines]), '}'].join('\n');
}

function choice(phases: readonly Phase[]): string {
  return [
    'only() {',
    '  case $1 in',
    ...phases.map((phase) => `    ${phase.name}) ${functionName(phase)} ;;`),
    '    *)',
    '      echo "no phase $1" >&2',
    '      exit 64',
    '      ;;',
    '  esac',
    '}',
  ].join('\n');
}

function checkPhases(phases: readonly Phase[]): void {
  const names = new Set<string>();
  for (const { name, budgetSeconds, steps } of phases) {
    if (!PHASE_NAME.test(name)) throw new RangeError(`phase '${name}': names have a-z, 0-9 and -`);
    if (names.has(name)) throw new RangeError(`phase '${name}': the name is taken`);
    if (!Number.isInteger(budgetSeconds) || budgetSeconds < 1)
      throw new RangeError(`phase '${name}': budgets are whole seconds`);
    if (steps.length === 0) throw new RangeError(`phase '${name}': it has no step`);
    names.add(name);
  }
}
