"""Concurrency, and the door: HAProxy's configuration. It queues what exceeds the requests at once, first come first
served, and drops from the queue what a client has given up.

It stands before the rate, not behind it: a queue behind it would be let out at once when a slow source gets fast.
"""

from __future__ import annotations

from terrane_stream.cap_nginx import QUEUE_SECONDS
from terrane_stream.cap_settings import Cap

CONFIGURATION = """# Written by `terrane_stream cap`.
global
  maxconn {clients}
  nbthread 1
  stats socket unix@{folder}/stats.sock mode 600 level user
defaults
  mode http
  timeout connect 10s
  timeout client {seconds}s
  timeout server {seconds}s
  timeout queue {seconds}s
  timeout http-request 60s
  option abortonclose
  option http-server-close
  retries 3
  # While nginx is not there, 503: come again. Never 502, as from a source that is broken.
  retry-on conn-failure empty-response
frontend fleet
  bind {address}:{port} backlog 4096
  http-request deny deny_status 405 unless {{ method GET POST }}
  http-request deny deny_status 404 unless {{ path_beg /fdsnws/ }}
  http-request set-header X-Cap-Arrived %[date(0,ms)]
  default_backend source
backend source
  server rate unix@{folder}/queue.sock maxconn {concurrent}
"""


def haproxy_configuration(cap: Cap) -> str:
    return CONFIGURATION.format(
        clients=cap.clients,
        folder=cap.folder,
        seconds=QUEUE_SECONDS,
        address=cap.address,
        port=cap.port,
        concurrent=cap.concurrent,
    )
