import type { Source } from '../rule';

const READ = '2026-11-22';

export const ACM_REGIONS: Source = {
  title: 'AWS Certificate Manager User Guide, Supported Regions',
  url: 'https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html',
  date: READ,
};
export const ALB: Source = {
  title: 'User Guide for Application Load Balancers, Subnets for your load balancer',
  url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer',
  date: READ,
};
export const ALB_HTTPS: Source = {
  title: 'User Guide for Application Load Balancers, Create an HTTPS listener',
  url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html',
  date: READ,
};
export const ALB_LOGS: Source = {
  title: 'User Guide for Application Load Balancers, Enable access logs',
  url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  date: READ,
};
export const ALB_SCHEME: Source = {
  title: 'AWS CloudFormation Template Reference, Scheme of a load balancer',
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-loadbalancer.html#cfn-elasticloadbalancingv2-loadbalancer-scheme',
  date: READ,
};
export const CORC: Source = {
  title: 'Munk, Marchant and Vinter: Cloud enabling educational platforms with corc',
  url: 'https://ceur-ws.org/Vol-2879/paper25.pdf',
  date: '2020',
};
export const DEBIAN_GROUPS: Source = {
  title: 'Debian GNU/Linux Desktop Survival Guide, Managing groups',
  url: 'https://docs.huihoo.com/debian/survivor-2.0.0/Groups_Managing.html',
  date: READ,
};
export const DEBIAN_IDS: Source = {
  title: 'Debian Policy Manual, UID and GID classes',
  url: 'https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes',
  date: READ,
};
export const FORWARDED: Source = {
  title: 'RFC 7239, Forwarded HTTP Extension, section 8',
  url: 'https://www.rfc-editor.org/rfc/rfc7239#section-8',
  date: '2014-06',
};
export const GRES: Source = { title: 'gres.conf(5)', url: 'https://slurm.schedmd.com/gres.conf.html', date: READ };
export const HUB_AUTH: Source = {
  title: 'JupyterHub, Authenticators',
  url: 'https://jupyterhub.readthedocs.io/en/latest/reference/api/auth.html',
  date: READ,
};
export const HUB_USERS: Source = {
  title: 'JupyterHub, Authentication and User Basics',
  url: 'https://jupyterhub.readthedocs.io/en/latest/tutorial/getting-started/authenticators-users-basics.html',
  date: READ,
};
export const IMAGE_DIGESTS: Source = {
  title: 'Docker, Image digests',
  url: 'https://docs.docker.com/dhi/core-concepts/digests',
  date: READ,
};
export const KERNEL_SPECS: Source = {
  title: 'Making kernels for Jupyter, Kernel specs',
  url: 'https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs',
  date: READ,
};
export const LDAP_HOOKS: Source = {
  title: 'ldap_hooks, entries of a directory made by JupyterHub',
  url: 'https://github.com/ucphhpc/ldap_hooks',
  date: READ,
};
export const NGINX_HEADERS: Source = {
  title: 'nginx, underscores_in_headers and ignore_invalid_headers',
  url: 'https://nginx.org/en/docs/http/ngx_http_core_module.html#underscores_in_headers',
  date: READ,
};
export const OIDC: Source = {
  title: 'OpenID Connect Core 1.0 incorporating errata set 2',
  url: 'https://openid.net/specs/openid-connect-core-1_0.html',
  date: '2023-12-15',
};
export const PIP_HASHES: Source = {
  title: 'pip, Secure installs',
  url: 'https://pip.pypa.io/en/stable/topics/secure-installs/',
  date: READ,
};
export const R_POLICY: Source = {
  title: 'Eddelbuettel and Bates: Debian R Policy, draft 0.1.3',
  url: 'https://lists.debian.org/debian-devel/2003/12/msg02332.html',
  date: '2003-12-30',
};
export const REFERENCE: Source = {
  title: 'Names of container images',
  url: 'https://github.com/distribution/reference',
  date: READ,
};
export const REMOTE_USER: Source = {
  title: 'REMOTE_USER Authenticator for JupyterHub, Architecture and Security Recommendations',
  url: 'https://github.com/cwaldbieser/jhub_remote_user_authenticator',
  date: READ,
};
export const RFC_1123: Source = {
  title: 'RFC 1123, section 2.1',
  url: 'https://www.rfc-editor.org/rfc/rfc1123#section-2.1',
  date: '1989-10',
};
export const RFC_2307: Source = {
  title: 'RFC 2307, An Approach for Using LDAP as a Network Information Service',
  url: 'https://www.rfc-editor.org/rfc/rfc2307',
  date: '1998-03',
};
export const RFC_4512: Source = {
  title: 'RFC 4512, LDAP: Directory Information Models',
  url: 'https://www.rfc-editor.org/rfc/rfc4512',
  date: '2006-06',
};
export const RFC_4513: Source = {
  title: 'RFC 4513, LDAP: Authentication Methods and Security Mechanisms',
  url: 'https://www.rfc-editor.org/rfc/rfc4513',
  date: '2006-06',
};
export const RFC_4514: Source = {
  title: 'RFC 4514, LDAP: String Representation of Distinguished Names',
  url: 'https://www.rfc-editor.org/rfc/rfc4514',
  date: '2006-06',
};
export const RFC_7468: Source = {
  title: 'RFC 7468, Textual Encodings of PKIX, PKCS, and CMS Structures',
  url: 'https://www.rfc-editor.org/rfc/rfc7468',
  date: '2015-04',
};
export const RFC_8555: Source = {
  title: 'RFC 8555, Automatic Certificate Management Environment',
  url: 'https://www.rfc-editor.org/rfc/rfc8555',
  date: '2019-03',
};
export const SBATCH: Source = { title: 'sbatch(1)', url: 'https://slurm.schedmd.com/sbatch.html', date: READ };
export const SECRETS: Source = {
  title: 'AWS CloudFormation User Guide, Get a secret or secret value from Secrets Manager',
  url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
  date: READ,
};
export const SG_RULES: Source = {
  title: 'Amazon VPC User Guide, Security group rules',
  url: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  date: READ,
};
export const SHARE_DATA: Source = {
  title: 'The Littlest JupyterHub, Share data with your users',
  url: 'https://tljh.jupyter.org/en/latest/howto/content/share-data.html',
  date: READ,
};
export const SLURM_ADMIN: Source = {
  title: 'Slurm, Quick Start Administrator Guide',
  url: 'https://slurm.schedmd.com/quickstart_admin.html',
  date: READ,
};
export const SLURM_NETWORK: Source = {
  title: 'Slurm, Network Configuration Guide',
  url: 'https://slurm.schedmd.com/network.html',
  date: READ,
};
export const SPARK_CONF: Source = {
  title: 'Spark Configuration',
  url: 'https://spark.apache.org/docs/latest/configuration.html',
  date: READ,
};
export const SSHFS: Source = { title: 'SSHFS', url: 'https://github.com/libfuse/sshfs', date: READ };
export const SSH_CONFIG: Source = { title: 'ssh_config(5)', url: 'https://man.openbsd.org/ssh_config', date: READ };
export const SSH_KEYGEN: Source = { title: 'ssh-keygen(1)', url: 'https://man.openbsd.org/ssh-keygen', date: READ };
export const SSSD_LDAP: Source = {
  title: 'sssd-ldap(5), Debian 13',
  url: 'https://manpages.debian.org/trixie/sssd-ldap/sssd-ldap.5.en.html',
  date: READ,
};
export const SYSTEMD_UNIT: Source = {
  title: 'systemd.unit(5)',
  url: 'https://man.archlinux.org/man/systemd.unit.5',
  date: READ,
};
export const SYSTEMD_UIDS: Source = {
  title: 'Users, Groups, UIDs and GIDs on systemd Systems',
  url: 'https://systemd.io/UIDS-GIDS/',
  date: READ,
};
export const TS_UNIONS: Source = {
  title: 'TypeScript Handbook, Discriminated unions',
  url: 'https://www.typescriptlang.org/docs/handbook/2/narrowing.html#discriminated-unions',
  date: READ,
};
export const USER_NAMES: Source = {
  title: 'User/Group Name Syntax, systemd',
  url: 'https://systemd.io/USER_NAMES/',
  date: READ,
};
export const VENV: Source = {
  title: 'Python, venv: Creation of virtual environments',
  url: 'https://docs.python.org/3/library/venv.html',
  date: READ,
};
export const VERSIONS: Source = {
  title: 'Python Packaging User Guide, Version specifiers',
  url: 'https://packaging.python.org/en/latest/specifications/version-specifiers/',
  date: READ,
};
export const VPC: Source = {
  title: 'Amazon VPC User Guide, Configure a VPC',
  url: 'https://docs.aws.amazon.com/vpc/latest/userguide/configure-your-vpc.html',
  date: READ,
};
export const DECOMMISSION: Source = {
  title: 'AWS Well-Architected Framework, COST 4: How do you decommission resources?',
  url: 'https://docs.aws.amazon.com/wellarchitected/2023-04-10/framework/cost-04.html',
  date: '2023-04-10',
};

export const METADATA: Source = {
  title: 'Amazon EC2 User Guide, instance metadata',
  url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html',
  date: READ,
};
