import type { Place } from './emulated-api';

/** What may differ between two versions of the program. */
export interface Variant {
  readonly name?: string;
  readonly label?: string;
  readonly userData?: string;
  readonly size?: number;
}

export type Resources = { [type: string]: { [name: string]: { [argument: string]: unknown } } };

const VCN = '${oci_core_vcn.v.id}';
const NODES = '${oci_core_subnet.nodes.id}';
const GROUP = '${oci_core_network_security_group.g.id}';
const VAULT = '${oci_kms_vault.v.id}';
const SERVICE = '${data.oci_core_services.all.services[0]';

function network(compartment_id: string, { domain }: Place, { name, label }: Variant): Resources {
  const here = { compartment_id, vcn_id: VCN };
  const rule = { network_security_group_id: GROUP };
  return {
    oci_core_vcn: {
      v: { compartment_id, cidr_blocks: ['10.0.0.0/16'], display_name: name ?? 'ocean', dns_label: 'ocean' },
    },
    oci_core_default_security_list: {
      none: { manage_default_resource_id: '${oci_core_vcn.v.default_security_list_id}' },
    },
    oci_core_internet_gateway: { i: here },
    oci_core_nat_gateway: { n: here },
    oci_core_service_gateway: { s: { ...here, services: [{ service_id: `${SERVICE}.id}` }] } },
    oci_core_route_table: {
      open: {
        ...here,
        route_rules: [{ destination: '0.0.0.0/0', network_entity_id: '${oci_core_internet_gateway.i.id}' }],
      },
      nodes: {
        ...here,
        route_rules: [
          { destination: '0.0.0.0/0', network_entity_id: '${oci_core_nat_gateway.n.id}' },
          {
            destination: `${SERVICE}.cidr_block}`,
            destination_type: 'SERVICE_CIDR_BLOCK',
            network_entity_id: '${oci_core_service_gateway.s.id}',
          },
        ],
      },
    },
    oci_core_subnet: {
      head: {
        ...here,
        cidr_block: '10.0.0.0/24',
        dns_label: 'head',
        route_table_id: '${oci_core_route_table.open.id}',
      },
      nodes: {
        ...here,
        cidr_block: '10.0.1.0/24',
        dns_label: 'nodes',
        availability_domain: domain,
        prohibit_public_ip_on_vnic: true,
        route_table_id: '${oci_core_route_table.nodes.id}',
      },
      spare: { ...here, cidr_block: '10.0.2.0/24', dns_label: label ?? 'spare' },
    },
    oci_core_security_list: {
      nodes: { ...here, egress_security_rules: [{ destination: '10.0.0.0/16', protocol: '6' }] },
    },
    oci_core_network_security_group: { g: here },
    oci_core_network_security_group_security_rule: {
      ssh: {
        ...rule,
        direction: 'INGRESS',
        protocol: '6',
        source: '10.0.0.0/16',
        source_type: 'CIDR_BLOCK',
        tcp_options: { destination_port_range: { min: 22, max: 22 } },
      },
      each_other: {
        ...rule,
        direction: 'EGRESS',
        protocol: 'all',
        destination: GROUP,
        destination_type: 'NETWORK_SECURITY_GROUP',
      },
    },
  };
}

function machines(compartment_id: string, { domain, image }: Place, { userData, size }: Variant): Resources {
  const metadata = { user_data: userData ?? 'IyEvYmluL3NoCg==' };
  const flexible = { shape: 'VM.Standard.E5.Flex', shape_config: { ocpus: 4, memory_in_gbs: 32 } };
  const details = (machine: object) => ({
    instance_type: 'compute',
    launch_details: {
      compartment_id,
      availability_domain: domain,
      metadata,
      source_details: { source_type: 'image', image_id: image, boot_volume_size_in_gbs: '100' },
      create_vnic_details: { subnet_id: NODES, assign_public_ip: false, nsg_ids: [GROUP] },
      ...machine,
    },
  });
  const configuration = (machine: object) => ({
    compartment_id,
    instance_details: details(machine),
    lifecycle: { create_before_destroy: true },
  });
  const domained = { compartment_id, availability_domain: domain };
  return {
    oci_core_instance: {
      head: {
        ...domained,
        ...flexible,
        display_name: 'head',
        metadata,
        source_details: { source_type: 'image', source_id: image, boot_volume_size_in_gbs: '100' },
        create_vnic_details: {
          subnet_id: '${oci_core_subnet.head.id}',
          hostname_label: 'head',
          assign_public_ip: 'true',
          nsg_ids: [GROUP],
        },
        instance_options: { are_legacy_imds_endpoints_disabled: true },
        agent_config: { plugins_config: [{ name: 'Bastion', desired_state: 'ENABLED' }] },
        freeform_tags: { 'terrane:node': 'head' },
      },
    },
    oci_core_instance_configuration: {
      rdma: configuration({ shape: 'BM.Optimized3.36' }),
      flexible: configuration({
        ...flexible,
        preemptible_instance_config: { preemption_action: { type: 'TERMINATE', preserve_boot_volume: false } },
      }),
    },
    oci_core_cluster_network: {
      c: {
        compartment_id,
        placement_configuration: { availability_domain: domain, primary_subnet_id: NODES },
        instance_pools: [{ instance_configuration_id: '${oci_core_instance_configuration.rdma.id}', size: size ?? 2 }],
      },
    },
    oci_core_instance_pool: {
      p: {
        compartment_id,
        instance_configuration_id: '${oci_core_instance_configuration.flexible.id}',
        size: 1,
        placement_configurations: [{ availability_domain: domain, primary_subnet_id: NODES }],
      },
    },
    oci_core_compute_cluster: { c: domained },
    oci_cluster_placement_groups_cluster_placement_group: {
      g: { ...domained, name: 'near', description: 'near', cluster_placement_group_type: 'STANDARD' },
    },
    oci_core_volume: { scratch: { ...domained, size_in_gbs: '200', vpus_per_gb: '20' } },
  };
}

function stores(compartment_id: string, { domain, namespace }: Place): Resources {
  const bucket = '${oci_objectstorage_bucket.documents.name}';
  const domained = { compartment_id, availability_domain: domain };
  return {
    oci_file_storage_file_system: { home: domained },
    oci_file_storage_mount_target: {
      home: { ...domained, subnet_id: NODES, nsg_ids: [GROUP], hostname_label: 'home' },
    },
    oci_file_storage_export: {
      home: {
        export_set_id: '${oci_file_storage_mount_target.home.export_set_id}',
        file_system_id: '${oci_file_storage_file_system.home.id}',
        path: '/home',
        export_options: [{ source: '10.0.1.0/24', access: 'READ_WRITE', identity_squash: 'NONE' }],
      },
    },
    oci_lustre_file_storage_lustre_file_system: {
      scratch: {
        ...domained,
        subnet_id: NODES,
        file_system_name: 'scratch',
        capacity_in_gbs: 31200,
        performance_tier: 'MBPS_PER_TB_125',
        root_squash_configuration: { identity_squash: 'NONE' },
      },
    },
    oci_objectstorage_bucket: {
      documents: { compartment_id, namespace, name: 'terrane-ocean-documents' },
    },
    oci_objectstorage_object: {
      cluster: {
        namespace,
        bucket,
        object: 'terrane/ocean/cluster',
        content: '{"nodes": 2}',
      },
    },
    oci_objectstorage_object_lifecycle_policy: {
      old: {
        namespace,
        bucket,
        depends_on: ['oci_identity_policy.p'],
        rules: [{ name: 'old', action: 'DELETE', is_enabled: true, time_amount: '30', time_unit: 'DAYS' }],
      },
    },
  };
}

function governance(compartment_id: string, { tenancy, namespace: _ }: Place): Resources {
  return {
    oci_kms_vault: { v: { compartment_id, display_name: 'v', vault_type: 'DEFAULT' } },
    oci_kms_key: {
      k: {
        compartment_id,
        display_name: 'k',
        management_endpoint: '${oci_kms_vault.v.management_endpoint}',
        key_shape: { algorithm: 'AES', length: 32 },
        protection_mode: 'SOFTWARE',
      },
    },
    oci_vault_secret: {
      munge: {
        compartment_id,
        vault_id: VAULT,
        key_id: '${oci_kms_key.k.id}',
        secret_name: 'munge',
        enable_auto_generation: true,
        secret_generation_context: { generation_type: 'BYTES', generation_template: 'BYTES_1024' },
      },
    },
    oci_identity_tag_namespace: { ocean: { compartment_id, name: 'terrane-ocean', description: 'a cluster' } },
    oci_identity_tag: {
      cluster: {
        tag_namespace_id: '${oci_identity_tag_namespace.ocean.id}',
        name: 'cluster',
        description: 'which',
        is_cost_tracking: true,
      },
    },
    oci_identity_dynamic_group: {
      d: {
        compartment_id: tenancy,
        name: 'ocean',
        description: 'nodes',
        matching_rule: "tag.terrane-ocean.cluster.value='a'",
      },
    },
    oci_identity_policy: {
      p: {
        compartment_id: tenancy,
        name: 'ocean',
        description: 'what nodes may do',
        statements: [
          'Allow dynamic-group ${oci_identity_dynamic_group.d.name} to read buckets in tenancy',
          'Allow service objectstorage-us-ashburn-1 to manage object-family in tenancy',
        ],
      },
    },
    oci_budget_budget: {
      b: {
        compartment_id: tenancy,
        amount: 100,
        reset_period: 'MONTHLY',
        target_type: 'COMPARTMENT',
        targets: [compartment_id],
      },
    },
    oci_budget_alert_rule: {
      a: { budget_id: '${oci_budget_budget.b.id}', threshold: 80, threshold_type: 'PERCENTAGE', type: 'ACTUAL' },
    },
  };
}

function services(compartment_id: string): Resources {
  return {
    oci_bastion_bastion: {
      b: {
        compartment_id,
        bastion_type: 'STANDARD',
        name: 'ocean',
        target_subnet_id: NODES,
        client_cidr_block_allow_list: ['192.0.2.0/24'],
      },
    },
    oci_ons_notification_topic: { t: { compartment_id, name: 'ocean' } },
    oci_ons_subscription: {
      s: {
        compartment_id,
        topic_id: '${oci_ons_notification_topic.t.topic_id}',
        protocol: 'EMAIL',
        endpoint: 'observer@example.org',
      },
    },
    oci_streaming_stream_pool: {
      p: {
        compartment_id,
        name: 'pool',
        kafka_settings: { auto_create_topics_enable: false },
        custom_encryption_key: { kms_key_id: '${oci_kms_key.k.id}' },
      },
    },
    oci_streaming_stream: { s: { name: 'in', partitions: 2, stream_pool_id: '${oci_streaming_stream_pool.p.id}' } },
    oci_queue_queue: { q: { compartment_id, display_name: 'work', dead_letter_queue_delivery_count: 5 } },
  };
}

/** One of each resource that the stand-in carries. */
export function resources(place: Place, variant: Variant = {}): Resources {
  const { compartment } = place;
  return {
    ...network(compartment, place, variant),
    ...machines(compartment, place, variant),
    ...stores(compartment, place),
    ...governance(compartment, place),
    ...services(compartment),
  };
}

export function program(place: Place, variant: Variant = {}): object {
  return {
    terraform: { required_providers: { oci: { source: 'oracle/oci', version: '8.28.0' } } },
    provider: { oci: [{ auth: 'InstancePrincipal', region: place.region, disable_auto_retries: true }] },
    data: {
      oci_core_services: { all: {} },
      oci_streaming_stream_pool: { p: { stream_pool_id: '${oci_streaming_stream_pool.p.id}' } },
    },
    output: { kafka: { value: '${data.oci_streaming_stream_pool.p.kafka_settings[0].bootstrap_servers}' } },
    resource: resources(place, variant),
  };
}
