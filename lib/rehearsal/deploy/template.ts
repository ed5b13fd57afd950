import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RehearsalError } from '../problem';
import type { Tool } from './deployment';
import { cloudFormation, members, textOf } from './query';

/** Longest text of a template in a call: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LONGEST_BYTES = 51_200;
const POLL_MS = 500;
const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];

/** CreateStack with a template's text, until the stack is complete. */
export async function deployTemplate(tool: Tool, file: string): Promise<readonly string[]> {
  const body = readFileSync(file, 'utf8');
  if (Buffer.byteLength(body) > LONGEST_BYTES)
    throw new RehearsalError(
      `${file} is longer than ${LONGEST_BYTES} bytes, which CloudFormation takes from a bucket only: deploy it with an app.`,
      'misuse',
    );
  const stack = stackName(file);
  const call = { StackName: stack, TemplateBody: body, ...listed('Capabilities', CAPABILITIES), ...given(tool) };
  await cloudFormation(tool.running, 'CreateStack', call);
  await complete(tool, stack, 'CREATE_COMPLETE');
  return [stack];
}

/** A stack that was refused as a whole is not there: nothing is to be done. */
export async function destroyTemplate(tool: Tool, file: string): Promise<void> {
  const stack = stackName(file);
  const id = await idOf(tool, stack);
  if (id === undefined) return;
  await cloudFormation(tool.running, 'DeleteStack', { StackName: stack });
  // A deleted stack is found by its id alone.
  await complete(tool, id, 'DELETE_COMPLETE');
}

async function idOf({ running }: Tool, stack: string): Promise<string | undefined> {
  try {
    return textOf(await cloudFormation(running, 'DescribeStacks', { StackName: stack }), 'StackId');
  } catch (error) {
    if (error instanceof RehearsalError && error.message.endsWith('does not exist')) return undefined;
    throw error;
  }
}

/** A stack's name from its file's: letters, digits and hyphens, a letter first. */
export function stackName(file: string): string {
  const plain = basename(file)
    .replace(/(\.template)?\.(json|ya?ml|template)$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '');
  return plain === '' ? 'Stack' : plain;
}

async function complete({ running, line }: Tool, stack: string, wanted: string): Promise<void> {
  const told = new Set<string>();
  for (;;) {
    const state = textOf(await cloudFormation(running, 'DescribeStacks', { StackName: stack }), 'StackStatus') ?? '';
    const events = members(await cloudFormation(running, 'DescribeStackEvents', { StackName: stack })).reverse();
    for (const event of events) tellOnce(event, told, line);
    if (state === wanted) return;
    if (!state.endsWith('_IN_PROGRESS')) throw new RehearsalError(`${stack}: ${state}\n${reasons(events)}`);
    await pause(POLL_MS);
  }
}

function tellOnce(event: string, told: Set<string>, line: (text: string) => void): void {
  const id = textOf(event, 'EventId') ?? event;
  if (told.has(id)) return;
  told.add(id);
  const fields = ['ResourceStatus', 'ResourceType', 'LogicalResourceId', 'ResourceStatusReason'];
  line(
    fields
      .map((field) => textOf(event, field) ?? '')
      .join(' ')
      .trim(),
  );
}

function reasons(events: readonly string[]): string {
  return events
    .filter((event) => textOf(event, 'ResourceStatus')?.endsWith('_FAILED') === true)
    .map(
      (event) =>
        `  ${textOf(event, 'LogicalResourceId')}: ${textOf(event, 'ResourceStatusReason') ?? 'no reason given'}`,
    )
    .join('\n');
}

function given({ deployment }: Tool): { [name: string]: string } {
  const entries = Object.entries(deployment.parameters).flatMap(([name, value], index) => {
    const member = `Parameters.member.${index + 1}`;
    return [
      [`${member}.ParameterKey`, name],
      [`${member}.ParameterValue`, value],
    ];
  });
  return Object.fromEntries(entries);
}

function listed(name: string, values: readonly string[]): { [name: string]: string } {
  return Object.fromEntries(values.map((value, index) => [`${name}.member.${index + 1}`, value]));
}
