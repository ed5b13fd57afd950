import { CfnInstance } from 'aws-cdk-lib/aws-ec2';
import type { MachinePart } from '../../../blueprint';
import { cpuOptions } from '../../aws/launch';
import { accept } from '../accepted';
import type { Renderer, Rendering } from '../rendering';
import { commonProperties } from './shape';

/** An instance; where a gate waits for it, the deployment does not go on before it has signalled. */
export const renderMachine: Renderer<'machine'> = (part, rendering) => {
  const cpu = cpuOptions(part);
  const instance = new CfnInstance(rendering.place(part), 'Resource', {
    ...commonProperties(part, rendering),
    ...(cpu === undefined ? {} : { cpuOptions: cpu }),
    ...interfaces(part, rendering),
    iamInstanceProfile: rendering.attribute(part.identity, 'profileName'),
    propagateTagsToVolumeOnCreation: true,
    tags: Object.entries(part.tags).map(([key, value]) => ({ key, value: rendering.text(value) })),
  });
  if (part.image.distribution === 'own') accept(instance, 'CloudFormation-Validate::W9010');
  const gate = rendering.blueprint.partsOf('gate').find((each) => each.opener === part.id);
  if (gate !== undefined)
    instance.cfnOptions.creationPolicy = { resourceSignal: { count: 1, timeout: `PT${gate.timeoutMinutes}M` } };
  return {
    resources: [instance],
    attributes: {
      id: () => instance.ref,
      address: () => instance.attrPrivateIp,
      publicAddress: () => instance.attrPublicIp,
    },
  };
};

// In a public subnet the subnet's own setting may hand out an address: there the machine says itself whether it has one.
// Elsewhere it names groups and subnet directly, so that its groups can change without a new machine.
function interfaces(part: MachinePart, rendering: Rendering) {
  const subnetId = rendering.attribute(part.subnet, 'id');
  const groups = rendering.attributes(part.securityGroups, 'id');
  if (!part.publicAddress && rendering.blueprint.partOf('subnet', part.subnet).reach !== 'public')
    return { subnetId, securityGroupIds: groups };
  return {
    networkInterfaces: [
      {
        deviceIndex: '0',
        subnetId,
        groupSet: groups,
        associatePublicIpAddress: part.publicAddress,
        deleteOnTermination: true,
      },
    ],
  };
}
