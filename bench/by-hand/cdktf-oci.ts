import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { budget } from './cdktf-oci/budget';
import { documents, programs } from './cdktf-oci/documents';
import { identity } from './cdktf-oci/identities';
import { head, instanceConfiguration } from './cdktf-oci/machines';
import { network } from './cdktf-oci/network';
import { securityGroups } from './cdktf-oci/security-groups';
import { sessions } from './cdktf-oci/sessions';
import { computeStatements, headStatements } from './cdktf-oci/statements';
import { storage } from './cdktf-oci/storage';
import { tags } from './cdktf-oci/tags';
import type { Materials } from './materials';

/** examples/mpas-ocean on Oracle Cloud, as an engineer writes it with the provider's own classes: the same resources, the same arguments. */
export function cluster(scope: Construct, name: string, materials: Materials): void {
  const tagged = tags(scope, name);
  const net = network(scope, name);
  const groups = securityGroups(scope, name, net.vcn);
  const store = storage(scope, name, tagged);
  const archive = programs(scope, name, store.documents, materials);
  const around = { materials, tags: tagged, subnet: net.nodes };
  const configuration = instanceConfiguration(scope, name, { ...around, group: groups.compute });
  const papers = documents(scope, name, {
    bucket: store.documents,
    archive,
    store,
    configuration,
    subnet: net.nodes,
  });
  const on = {
    cluster: name,
    tagNamespace: tagged.namespace,
    munge: store.munge.id,
    results: store.results.name,
  };
  const own = { scope, cluster: name, tags: tagged };
  const policies = [
    identity({ ...own, role: 'head' }, (who) => headStatements(who, on)),
    identity({ ...own, role: 'compute' }, (who) => computeStatements(who, on)),
  ];
  const machine = head(scope, name, {
    ...around,
    group: groups.head,
    dependsOn: [...net.waysOut, ...groups.rules, ...policies, ...store.needed, archive.object, ...papers],
  });
  sessions(scope, name, net.open, groups.head);
  budget(scope, name, tagged);
  new TerraformOutput(scope, 'HeadId', { description: 'the head', value: machine.id });
  new TerraformOutput(scope, 'HeadAddress', { description: 'private address of the head', value: machine.privateIp });
  new TerraformOutput(scope, 'EntryId', { description: 'the machine to open a session on', value: machine.id });
  new TerraformOutput(scope, 'ResultsBucket', {
    description: 'the bucket that results go to',
    value: store.results.name,
  });
  new TerraformOutput(scope, 'FirstJob', {
    description: 'a first job, once on the cluster',
    value: 'srun -p compute -N1 hostname',
  });
  const { declaration, terrane, catalogue } = materials.markOf(name);
  new TerraformOutput(scope, 'Declaration', {
    description: 'the declaration that made this',
    value: `${declaration}, terrane ${terrane}, catalogue ${catalogue}`,
  });
}
