"""A browser of the back office against a real web process."""

import httpx


class DeskBrowser:
    """Its cookies by hand: `Secure` ones are kept on one's own machine by browsers, not by httpx."""

    def __init__(self, web):
        self._web = web
        self._cookies = {}

    def call(self, method, path, body=None, **headers):
        crumbs = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        ours = {"Origin": self._web, "Cookie": crumbs, "x-csrftoken": self._cookies.get("__Host-csrf", "")}
        answer = httpx.request(method, self._web + path, json=body, headers=ours | headers)
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer
