"""gunicorn -c lmi_site/gunicorn.conf.py lmi_site.wsgi — threads, because requests wait for the database."""

import os

bind = os.environ.get("LMI_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("LMI_WORKERS", "2"))
threads = int(os.environ.get("LMI_THREADS", "4"))
timeout = 60
graceful_timeout = 30
keepalive = 5
# A worker that has grown is replaced, not all at once.
max_requests, max_requests_jitter = 2000, 500
limit_request_line = 8190
accesslog = os.environ.get("LMI_ACCESS_LOG") or None
