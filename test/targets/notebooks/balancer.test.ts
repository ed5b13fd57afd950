import { balanced, byCloudFormation, byTerraform, made, onOci, open } from './gateways';

const PRIVATE = { openTo: ['10.20.0.0/16'] };
const attributes = (settings: { readonly [key: string]: unknown }) =>
  Object.fromEntries(
    (settings['LoadBalancerAttributes'] as { Key: string; Value: string }[]).map(({ Key, Value }) => [Key, Value]),
  );

describe('CloudFormation', () => {
  const template = byCloudFormation(balanced('aws'));
  const [balancer] = made(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const listeners = made(template, 'AWS::ElasticLoadBalancingV2::Listener').map(({ settings }) => settings);

  test('the load balancer is the internet’s, in two zones, and can be taken away', () => {
    expect(balancer?.settings).toMatchObject({ Scheme: 'internet-facing', Type: 'application' });
    expect(balancer?.settings['Subnets']).toHaveLength(2);
    expect(attributes(balancer?.settings ?? {})).toEqual({
      'access_logs.s3.bucket': 'campus-access-logs',
      'access_logs.s3.enabled': 'true',
      'deletion_protection.enabled': 'false',
      'idle_timeout.timeout_seconds': '4000',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'routing.http.xff_header_processing.mode': 'append',
    });
  });

  test('it ends TLS 1.2 and later with the declared certificate, and leads all else there', () => {
    expect(listeners).toEqual([
      expect.objectContaining({
        Port: 443,
        Protocol: 'HTTPS',
        SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
        Certificates: [{ CertificateArn: expect.stringContaining(':certificate/') }],
      }),
      expect.objectContaining({
        Port: 80,
        DefaultActions: [
          { Type: 'redirect', RedirectConfig: { Port: '443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' } },
        ],
      }),
    ]);
  });

  test('to the machine it speaks TLS as well, and looks at the hub’s own health', () => {
    const [targets] = made(template, 'AWS::ElasticLoadBalancingV2::TargetGroup');
    expect(targets?.settings).toMatchObject({
      Protocol: 'HTTPS',
      Port: 443,
      HealthCheckProtocol: 'HTTPS',
      HealthCheckPath: '/hub/health',
      Targets: [{ Port: 443 }],
    });
  });

  test('the machine has no public address, and the output is the load balancer’s name', () => {
    expect(made(template, 'AWS::EC2::EIPAssociation')).toEqual([]);
    expect(JSON.stringify(made(template, 'AWS::EC2::Instance'))).not.toContain('AssociatePublicIpAddress');
    expect(JSON.stringify(template['Outputs'])).toMatch(/HubBalancer\w*","DNSName/);
  });

  test('for private addresses alone it is internal, in subnets that reach nothing', () => {
    const inside = byCloudFormation(balanced('aws', PRIVATE));
    expect(made(inside, 'AWS::ElasticLoadBalancingV2::LoadBalancer')[0]?.settings).toMatchObject({
      Scheme: 'internal',
    });
  });

  test('a gateway that the internet reaches by itself has an address that stays', () => {
    const template = byCloudFormation(open('aws'));
    expect(made(template, 'AWS::EC2::EIPAssociation')).toHaveLength(1);
    expect(JSON.stringify(template['Outputs'])).toMatch(/HubGatewayPublicAddress\w*","PublicIp/);
  });
});

describe('Terraform on AWS', () => {
  test('the same load balancer', () => {
    const text = byTerraform(balanced('aws'));
    expect(made(text, 'aws_lb')[0]?.settings).toMatchObject({
      internal: false,
      idle_timeout: 4000,
      drop_invalid_header_fields: true,
      enable_deletion_protection: false,
      xff_header_processing_mode: 'append',
      access_logs: { enabled: true, bucket: 'campus-access-logs' },
      depends_on: expect.arrayContaining([expect.stringMatching(/^aws_route\./)]),
    });
    expect(made(text, 'aws_lb_listener').map(({ settings }) => [settings['port'], settings['ssl_policy']])).toEqual([
      [80, undefined],
      [443, 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06'],
    ]);
    expect(made(text, 'aws_lb_target_group')[0]?.settings).toMatchObject({
      protocol: 'HTTPS',
      port: 443,
      deregistration_delay: '30',
      health_check: { path: '/hub/health', protocol: 'HTTPS' },
    });
    expect(made(text, 'aws_lb_target_group_attachment')).toHaveLength(1);
    expect(made(text, 'aws_eip_association')).toEqual([]);
  });

  test('an address that stays is the output', () => {
    const text = byTerraform(open('aws'));
    expect(made(text, 'aws_eip_association')[0]?.settings).toMatchObject({
      instance_id: expect.stringContaining('aws_instance'),
    });
    expect(JSON.stringify(text['output'])).toMatch(/aws_eip\.\w+\.public_ip/);
  });
});

describe('Terraform on Oracle Cloud', () => {
  test('a flexible load balancer of 10 Mbit/s in one regional subnet', () => {
    const text = onOci(balanced('oci'));
    expect(made(text, 'oci_load_balancer_load_balancer')[0]?.settings).toMatchObject({
      shape: 'flexible',
      shape_details: { minimum_bandwidth_in_mbps: 10, maximum_bandwidth_in_mbps: 10 },
      is_private: false,
    });
    const [regional] = made(text, 'oci_core_subnet').filter(({ settings }) => !('availability_domain' in settings));
    expect(regional?.settings).toMatchObject({ cidr_block: '10.0.255.0/24', prohibit_public_ip_on_vnic: false });
    expect(made(text, 'oci_load_balancer_backend_set')[0]?.settings).toMatchObject({
      health_checker: { url_path: '/hub/health', is_force_plain_text: false },
      ssl_configuration: { verify_peer_certificate: false, protocols: ['TLSv1.2', 'TLSv1.3'] },
    });
    const listeners = made(text, 'oci_load_balancer_listener').map(({ settings }) => settings);
    expect(listeners).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          port: 443,
          ssl_configuration: expect.objectContaining({ certificate_ids: [expect.stringContaining('certificate')] }),
          connection_configuration: { idle_timeout_in_seconds: '4000' },
        }),
        expect.objectContaining({ port: 80, rule_set_names: [expect.stringContaining('oci_load_balancer_rule_set')] }),
      ]),
    );
    expect(made(text, 'oci_logging_log')[0]?.settings).toMatchObject({
      configuration: { source: { service: 'loadbalancer', category: 'access' } },
    });
  });

  test('a machine that has a reserved address has no other', () => {
    const text = onOci(open('oci'));
    expect(made(text, 'oci_core_public_ip')[0]?.settings).toMatchObject({ lifetime: 'RESERVED' });
    expect(made(text, 'oci_core_instance')[0]?.settings).toMatchObject({
      create_vnic_details: { assign_public_ip: 'false' },
    });
    expect(JSON.stringify(text['output'])).toMatch(/oci_core_public_ip\.\w+\.ip_address/);
  });
});
