import type { Step } from '../steps';
import type { Fragment, StepRenderer, Surroundings } from './fragment';
import { service, timer, unit } from './service-steps';
import { fabric, selfTest, slurmClient, slurmController, slurmNode, staticNodes } from './slurm-steps';
import { hostKeys, lustreClient, mounts, nfsExport, scratch, volumes } from './storage-steps';
import * as system from './system-steps';

const RENDERERS: { readonly [K in Step['kind']]: StepRenderer<K> } = {
  directoryAccounts: system.directoryAccounts,
  fabric,
  files: system.files,
  homes: system.homes,
  headName: system.headName,
  hook: system.hook,
  hostKeys,
  hostname: system.hostname,
  limits: system.limits,
  link: system.link,
  lustreClient,
  mounts,
  nfsExport,
  nodeName: system.nodeName,
  oneThread: system.oneThread,
  packages: system.packages,
  platform: system.platform,
  pythonEnvironment: system.pythonEnvironment,
  runProgram: system.runProgram,
  scratch,
  secretFile: system.secretFile,
  selfTest,
  service,
  sharedAccounts: system.sharedAccounts,
  sessionAgent: system.sessionAgent,
  slurmClient,
  slurmController,
  slurmNode,
  staticNodes,
  systemUser: system.systemUser,
  timer,
  unit,
  users: system.users,
  valueFile: system.valueFile,
  volumes,
};

export function renderStep(step: Step, around: Surroundings): Fragment {
  // The map pairs every kind with its own renderer, which a union of kinds cannot express.
  return (RENDERERS[step.kind] as StepRenderer<Step['kind']>)(step as never, around);
}
