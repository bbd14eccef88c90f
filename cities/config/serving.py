"""Web server and background worker as one service."""

import subprocess
import sys
from typing import Any

from gunicorn.app.base import BaseApplication


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn with our options, so that one command serves the site."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from cities.config.wsgi import application  # noqa: PLC0415 -- only in the worker process

        return application


def serve_site(host: str, port: int, *, workers: int) -> None:
    """Serve until stopped; the background worker lives and dies with the web server."""
    background = subprocess.Popen([sys.executable, "-m", "cities", "worker"])
    try:
        Site(
            {
                "bind": f"{host}:{port}",
                "workers": workers,
                "threads": 4,
                "timeout": 60,
                "accesslog": None,
                # Django leaves the body of HEAD answers to the server, which drops it and would warn each time.
                "loglevel": "error",
                # Names and addresses are in query strings; proxies keep the access log.
                "forwarded_allow_ips": "127.0.0.1",
            }
        ).run()
    finally:
        background.terminate()
        background.wait(timeout=10)
