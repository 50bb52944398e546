"""The routes of the simulated portal, and the control of it at `_ledger`, `_faults` and `_sessions`."""

from urllib.parse import urlencode

from litestar import MediaType, Request, Response, Router, delete, get, post, put
from litestar.datastructures import Cookie, State
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, JSONBody
from litestar.response import Redirect

from jarvis_adapters.simulators.portal import pages
from jarvis_adapters.simulators.portal.state import Asked, Faults, Mode, PortalState
from jarvis_adapters.simulators.portal.trouble import trouble_of

DEMO_ACCOUNT = "jarvis-demo"
SESSION_COOKIE = "d2dsession"
_Request = Request[object, object, State]
_Portal = NamedDependency[PortalState]
_Page = Response[str] | Redirect


def portal_router(
    path: str = "/portal", *, username: str = DEMO_ACCOUNT, password: str = DEMO_ACCOUNT
) -> Router:
    """The portal below `path`, with a state of its own; see `state.Faults` for what it can be told to do."""
    portal = PortalState(username, password)
    screens = Router(
        "/",
        route_handlers=[
            entrance,
            sign_in_form,
            sign_in,
            sign_out,
            home,
            search,
            careful_search,
            search_carefully,
            contract,
        ],
        before_request=trouble_of(portal),
    )
    return Router(
        path,
        route_handlers=[screens, ledger, clear_ledger, faults, set_faults, end_sessions],
        dependencies={"portal": Provide(lambda: portal, sync_to_thread=False)},
        include_in_schema=False,
    )


def _html(text: str) -> Response[str]:
    return Response(text, media_type=MediaType.HTML, headers={"Cache-Control": "no-store"})


def _folder(request: _Request) -> str:
    """The prefix the browser sees, whatever the portal is mounted below."""
    return request.url.path.rsplit("/", 1)[0]


def _sign_in_page(portal: PortalState, message: str = "") -> Response[str]:
    return _html(pages.sign_in_page(portal.new_csrf(), portal.faults, message))


@get("/", sync_to_thread=False)
def entrance(request: _Request) -> Redirect:
    return Redirect(request.url.path.rstrip("/") + "/accueil", status_code=303)


@get("/connexion", sync_to_thread=False)
def sign_in_form(portal: _Portal) -> Response[str]:
    return _sign_in_page(portal)


@post("/connexion", status_code=200)
async def sign_in(request: _Request, portal: _Portal) -> _Page:
    form = await request.form()
    username, password, csrf = (str(form.get(name, "")) for name in ("identifiant", "mot_de_passe", "csrf"))
    session = portal.sign_in(username, password, csrf)
    portal.note("login", "accepted" if session else "refused")
    if session is None:
        return _sign_in_page(portal, "Identifiants incorrects.")
    folder = _folder(request)
    cookie = Cookie(key=SESSION_COOKIE, value=session, path=folder or "/", httponly=True, samesite="lax")
    return Redirect(f"{folder}/accueil", status_code=303, cookies=[cookie])


@post("/deconnexion", status_code=303, sync_to_thread=False)
def sign_out(request: _Request, portal: _Portal) -> Redirect:
    portal.end_session(request.cookies.get(SESSION_COOKIE, ""))
    return Redirect(f"{_folder(request)}/connexion", status_code=303)


@get("/accueil", sync_to_thread=False)
def home(request: _Request, portal: _Portal) -> _Page:
    if not portal.knows(request.cookies.get(SESSION_COOKIE, "")):
        return Redirect(f"{_folder(request)}/connexion", status_code=303)
    return _html(pages.home_page(portal.faults))


@get("/recherche", sync_to_thread=False)
def search(request: _Request, portal: _Portal) -> _Page:
    if not portal.knows(request.cookies.get(SESSION_COOKIE, "")):
        return _sign_in_page(portal, "Votre session a expiré.")
    return _html(pages.search_page(portal.faults))


@get("/recherche-avancee", sync_to_thread=False)
def careful_search(request: _Request, portal: _Portal) -> _Page:
    if not portal.knows(request.cookies.get(SESSION_COOKIE, "")):
        return _sign_in_page(portal, "Votre session a expiré.")
    return _html(pages.careful_search_page(portal.new_csrf(), portal.faults))


@post("/recherche-avancee", status_code=200)
async def search_carefully(request: _Request, portal: _Portal) -> _Page:
    """Wants every field of its form, then leads to the contract's page."""
    form = await request.form()
    complete = form.get("action") == "chercher" and form.get("region") == ""
    if not (complete and portal.takes_csrf(str(form.get("csrf", "")))):
        return _html(pages.search_page(portal.faults))
    query = urlencode({"numero": str(form.get("numero", ""))})
    return Redirect(f"{_folder(request)}/contrat?{query}", status_code=303)


@get("/contrat", sync_to_thread=False)
def contract(request: _Request, portal: _Portal, numero: FromQuery[str] = "") -> _Page:
    if portal.faults.mode is Mode.ELSEWHERE and portal.faults.outside_url:
        return Redirect(portal.faults.outside_url, status_code=303)
    if not portal.spend(request.cookies.get(SESSION_COOKIE, "")):
        portal.note("search", "signed_out", numero)
        return _sign_in_page(portal, "Votre session a expiré.")
    found = portal.find(numero.strip().upper())
    portal.note("search", "found" if found else "not_found", numero)
    if found is None:
        return _html(pages.not_found_page(numero, portal.faults))
    return _html(pages.contract_page(found, portal.faults))


@get("/_ledger", sync_to_thread=False)
def ledger(portal: _Portal) -> list[Asked]:
    return portal.ledger


@delete("/_ledger", sync_to_thread=False)
def clear_ledger(portal: _Portal) -> None:
    portal.ledger.clear()


@get("/_faults", sync_to_thread=False)
def faults(portal: _Portal) -> Faults:
    return portal.faults


@put("/_faults", sync_to_thread=False)
def set_faults(data: JSONBody[Faults], portal: _Portal) -> Faults:
    portal.switch(data)
    return data


@delete("/_sessions", sync_to_thread=False)
def end_sessions(portal: _Portal) -> None:
    portal.end_sessions()
