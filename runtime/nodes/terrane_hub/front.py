"""The front: nginx's configuration. TLS ends here, and nothing behind it is reached from outside.

Addresses are logged without their query, which has the identity provider's codes in it.
"""

from __future__ import annotations

from collections.abc import Sequence

from terrane_hub.declaration import Declaration
from terrane_hub.declared_identity import Header, Identity, Token
from terrane_hub.fields import Network
from terrane_hub.front_headers import common_headers, header_lines, identity_headers
from terrane_hub.front_servers import servers
from terrane_hub.places import LOOPBACK, Places

FILE = "nginx.conf"
# A file is uploaded in parts; a notebook is saved in one piece, with its pictures.
BODY = "512m"
# Servers ping their websockets every 30 seconds.
READ_SECONDS = 3600
# A balancer closes connections on which nothing passes after 4000 seconds, and sends on those that it believes open:
# the front closes none before.
BALANCER_KEEPALIVE_SECONDS = 4100

CONFIGURATION = """# Written by `terrane_hub prepare`.
worker_processes auto;
pid {run}/nginx.pid;
error_log stderr error;
events {{ worker_connections 8192; }}
http {{
  log_format front '$remote_addr $time_iso8601 "$request_method $uri" $status $body_bytes_sent $request_time';
  access_log {log} front;
  client_body_temp_path {run}/body;
  proxy_temp_path {run}/temp;
  fastcgi_temp_path {run}/fastcgi;
  uwsgi_temp_path {run}/uwsgi;
  scgi_temp_path {run}/scgi;
  default_type text/plain;
  server_tokens off;
  underscores_in_headers {underscores};
  server_names_hash_bucket_size 512;
  large_client_header_buffers 8 32k;
  client_max_body_size {body};
  client_header_timeout 30s;

  map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
  map $sent_http_content_type $kept {{ default ''; "~^text/html" no-store; }}
  map "$arg_token $uri" $token_at_hub {{ default 0; "~^[^ ]+ /hub/" 1; }}
{rates}{sources}
  upstream notebooks {{ server {loopback}:{proxy_port}; keepalive 64; }}

  proxy_http_version 1.1;
  proxy_buffering off;
  proxy_request_buffering off;
  proxy_read_timeout {read_seconds}s;
  proxy_send_timeout {read_seconds}s;
  proxy_hide_header X-JupyterHub-Version;
{headers}
{servers}}}
"""

RATE = "  limit_req_zone $binary_remote_addr zone=login:10m rate={rate};\n  limit_req_status 429;\n"
# Many people behind one router have one address; a token can be guessed, what an OpenID provider says cannot.
TOKEN_RATE = "30r/m"
OIDC_RATE = "20r/s"


def front_configuration(declaration: Declaration, places: Places, front_key: str) -> str:
    """It has the front's key in it: the file is root's alone."""
    underscored = any("_" in name for name in identity_headers(declaration.identity))
    return CONFIGURATION.format(
        run=places.run,
        log=places.front_log,
        underscores="on" if underscored else "off",
        body=BODY,
        rates=_rates(declaration.identity),
        sources=_sources(declaration),
        loopback=LOOPBACK,
        proxy_port=places.proxy_port,
        read_seconds=READ_SECONDS,
        headers=header_lines(common_headers(declaration, places), "  "),
        servers=servers(declaration, places, front_key),
    )


def _rates(identity: Identity) -> str:
    """All who come through an identity proxy have one address: there it is the proxy's to count."""
    if isinstance(identity, Header):
        return ""
    return RATE.format(rate=TOKEN_RATE if isinstance(identity, Token) else OIDC_RATE)


def _sources(declaration: Declaration) -> str:
    lines = ""
    if isinstance(declaration.identity, Header):
        lines += _geo("$remote_addr", "$from_proxy", declaration.identity.sources)
    if declaration.tls.kind == "balancer":
        lines += _geo("$realip_remote_addr", "$from_balancer", declaration.tls.sources)
        lines += "".join(f"  set_real_ip_from {source};\n" for source in declaration.tls.sources)
        # The last one is the balancer's own word; all before it is the client's, also where that comes from beside it.
        lines += "  real_ip_header X-Forwarded-For;\n  real_ip_recursive off;\n"
        lines += f"  keepalive_timeout {BALANCER_KEEPALIVE_SECONDS}s;\n"
    return lines


def _geo(of: str, variable: str, sources: Sequence[Network]) -> str:
    return f"  geo {of} {variable} {{ default 0; {' '.join(f'{source} 1;' for source in sources)} }}\n"
