"""What became of portal pages that were fetched without the browser, as a metric."""

from prometheus_client import CollectorRegistry, Counter

from jarvis_adapters.d2d_portal.by_http import PageByHttp


class PortalFigures:
    """An observer of the portal that counts in `registry`; how look-ups end is the journal's."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._pages = Counter(
            "jarvis_portal_http_pages",
            "Portal pages fetched without the browser, by what became of them.",
            ["became"],
            registry=registry,
        )
        for became in PageByHttp:
            self._pages.labels(became)

    def __call__(self, became: PageByHttp) -> None:
        self._pages.labels(became).inc()
