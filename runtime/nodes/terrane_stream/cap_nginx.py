"""The rate: nginx's configuration. Two buckets in a row, each of which delays and never refuses.

The first holds the queue. Its timers run late together when the machine stands still for a moment, and what was due
meanwhile leaves at once; the second, which is empty otherwise, takes that apart again.

nginx delays by rate; it has no queue for `max_conns` (that is in its commercial edition), and `limit_conn` refuses. So
HAProxy stands before it (cap_haproxy.py).
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from terrane_stream.cap_settings import Cap

# Far above any fleet: a request is never refused here. nginx counts 1000 for each in 32 bits.
BURST = 1_000_000
# Between two reads. A centre may think for long before it sends the first byte of a large answer.
SOURCE_SECONDS = 600
QUEUE_SECONDS = 86_400
FIELDS = (
    "$msec",
    "$upstream_response_time",
    "$upstream_header_time",
    "$status",
    "$http_x_cap_arrived",
    "$body_bytes_sent",
)

CONFIGURATION = """# Written by `terrane_stream cap`.
daemon off;
worker_processes 1;
worker_rlimit_nofile {files};
{user}pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log error;
events {{ worker_connections {connections}; }}
http {{
  log_format passed "{fields}";
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  default_type application/octet-stream;
  server_tokens off;
  merge_slashes off;
  large_client_header_buffers 4 64k;
  client_max_body_size 16m;
  client_body_buffer_size 1m;
  client_body_timeout 600s;

  proxy_http_version 1.1;
  proxy_connect_timeout 30s;
  proxy_socket_keepalive on;
  # Answers stay in memory: a write to a disk would hold every other request up.
  proxy_buffer_size 16k;
  proxy_buffers 16 64k;
  proxy_busy_buffers_size 128k;
  proxy_max_temp_file_size 0;
  # Once more only where a connection that was kept had gone: the source has not seen that request.
  proxy_next_upstream error non_idempotent;
  proxy_next_upstream_tries 1;

  limit_req_zone $server_name zone=queue:64k rate={queue}r/m;
  limit_req_zone $server_name zone=guard:64k rate={guard}r/m;
  limit_req_log_level info;

  server {{
    listen unix:{folder}/queue.sock backlog=4096;
    server_name queue;
    location / {{
      limit_req zone=queue burst={burst};
      proxy_pass http://unix:{folder}/guard.sock;
      proxy_read_timeout {queue_seconds}s;
    }}
  }}

  upstream source {{
    {servers}
    keepalive {concurrent};
    keepalive_requests 1000000000;
    keepalive_timeout 15s;
  }}
  server {{
    listen unix:{folder}/guard.sock backlog=4096;
    server_name guard;
    access_log {log} passed;
    location /fdsnws/ {{
      limit_req zone=guard burst={burst};
      proxy_pass {scheme}://source{path}/fdsnws/;
      proxy_redirect off;
      proxy_set_header Host {authority};
      proxy_set_header Connection "";
      proxy_set_header X-Cap-Arrived "";
      proxy_read_timeout {source_seconds}s;
      proxy_send_timeout {source_seconds}s;
{tls}      # A client would follow these past the cap.
      proxy_intercept_errors on;
      error_page 301 302 303 307 308 = @moved;
    }}
    location @moved {{
      default_type text/plain;
      return 502 "the source has moved to $upstream_http_location: change its address in the declaration\\n";
    }}
    location / {{ return 404; }}
  }}
}}
"""

TLS = """      proxy_ssl_server_name on;
      proxy_ssl_name {host};
      proxy_ssl_protocols TLSv1.2 TLSv1.3;
      proxy_ssl_verify on;
      proxy_ssl_verify_depth 5;
      proxy_ssl_trusted_certificate {ca};
"""


def nginx_configuration(cap: Cap, addresses: Sequence[str]) -> str:
    """`addresses`: those of the source now. nginx resolves a name once, at its start, where connections are to be kept
    (until 1.27.3), so that names are looked up by who writes this."""
    connections = 1024 + 4 * cap.concurrent
    upstream = cap.upstream
    return CONFIGURATION.format(
        files=2 * connections,
        connections=connections,
        # As its master; nginx lets nobody but root say so.
        user="user root;\n" if os.geteuid() == 0 else "",
        folder=cap.folder,
        fields="\\t".join(FIELDS),
        queue=cap.queue_per_minute,
        guard=cap.guard_per_minute,
        concurrent=cap.concurrent,
        burst=BURST,
        queue_seconds=QUEUE_SECONDS,
        servers="\n    ".join(f"server {_socket(address, upstream.port)};" for address in addresses),
        log=cap.log,
        scheme=upstream.scheme,
        path=upstream.path,
        authority=upstream.authority,
        source_seconds=SOURCE_SECONDS,
        tls=TLS.format(host=upstream.host, ca=cap.ca) if upstream.scheme == "https" else "",
    )


def _socket(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
