import type { Facts } from './facts';
import { ACTIVE, SCHEDULED } from './states';

const identity = (collection: string, more: Partial<Facts> = {}): Facts => ({
  client: 'oci_identity.IdentityClient',
  collection: `/20160918/${collection}`,
  states: ACTIVE,
  ...more,
});

const scheduled = (client: Facts['client'], collection: string, more: Partial<Facts> = {}): Facts => ({
  client,
  collection: `/20180608/${collection}`,
  states: SCHEDULED,
  remove: { method: 'POST', path: `/20180608/${collection}/{id}/actions/scheduleDeletion`, json: {} },
  unsaid: ['restore_trigger', 'time_of_deletion', 'management_endpoint', 'desired_state'],
  ...more,
});

const TAGS = 'tagNamespaces/{tag_namespace_id}/tags';

export const GOVERNANCE_RESOURCES: { readonly [type: string]: Facts } = {
  oci_identity_dynamic_group: identity('dynamicGroups'),
  oci_identity_policy: identity('policies', { renamed: { ETag: 'etag' } }),
  oci_identity_tag_namespace: identity('tagNamespaces', { afterCreate: ['is_retired'] }),
  oci_identity_tag: identity(TAGS, {
    item: `/20160918/${TAGS}/{name}`,
    afterCreate: ['is_retired'],
    beforeRemove: { isRetired: true },
    removalWork: 'taggingWorkRequests',
  }),
  oci_budget_budget: {
    client: 'oci_budget.BudgetClient',
    collection: '/20190111/budgets',
    states: { ...ACTIVE, ready: ['ACTIVE', 'INACTIVE'] },
    notCarried: ['reset_period', 'processing_period_type'],
  },
  oci_budget_alert_rule: {
    client: 'oci_budget.BudgetClient',
    collection: '/20190111/budgets/{budget_id}/alertRules',
    states: { ...ACTIVE, ready: ['ACTIVE', 'INACTIVE'] },
  },
  oci_kms_vault: scheduled('oci_kms.KmsVaultClient', 'vaults', {
    kept: ['external_key_manager_metadata', 'restore_from_file', 'restore_from_object_store'],
  }),
  oci_kms_key: scheduled({ attribute: 'management_endpoint' }, 'keys', {
    renamed: { desired_state: 'lifecycleState' },
    kept: ['external_key_reference', 'restore_from_file', 'restore_from_object_store'],
    notCarried: ['desired_state'],
  }),
  oci_vault_secret: scheduled('oci_vault.VaultsClient', 'secrets', {
    kept: ['secret_content'],
    computedWith: { current_version_number: 'secret_content' },
  }),
};
