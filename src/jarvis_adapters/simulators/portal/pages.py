"""The pages of the simulated portal, as HTML with links that hold below any prefix."""

from html import escape

from jarvis_adapters.simulators.portal.records import Contract
from jarvis_adapters.simulators.portal.state import Faults, Mode

_STYLE = """body{margin:0;font:15px/1.5 Arial,sans-serif;background:#f4f4f4;color:#222}
header{background:#000;color:#fff;padding:.8rem 2rem;display:flex;gap:2rem;align-items:center}
header b{color:#ff7900}header a,header button{color:#fff;background:none;border:0;font:inherit;cursor:pointer}
main{max-width:46rem;margin:2rem auto;background:#fff;padding:1.5rem 2rem;border:1px solid #ddd}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .8rem}
th,td{border-bottom:1px solid #eee}
th{width:14rem;color:#555;font-weight:normal}
.alerte{border-left:4px solid #ff7900;padding:.6rem 1rem;background:#fff4ea}
label{display:block;margin:.6rem 0}input{padding:.4rem;font:inherit}
.ok{background:#ff7900;border:0;padding:.5rem 1.2rem}"""

_MENU = """<nav><a href="accueil">Accueil</a> <a href="recherche">Rechercher un contrat</a></nav>
<form method="post" action="deconnexion"><button id="deconnexion">Se déconnecter</button></form>"""

_SEARCH = """<form id="recherche" method="get" action="contrat"><label>N° de contrat
<input name="numero" maxlength="9" autocomplete="off" placeholder="F0000000D"></label>
<button class="ok" type="submit">Rechercher</button></form>"""

_LURE = """<img src="{url}?img"><iframe src="{url}?iframe"></iframe><script src="{url}?script"></script>
<link rel="stylesheet" href="{url}?style"><link rel="prefetch" href="{url}?prefetch">
<script>window.open("{url}?popup"); fetch("{url}?fetch").catch(() => 0);
navigator.sendBeacon("{url}?beacon"); new WebSocket("{url}?socket".replace("http", "ws"));</script>
<a id="piege" download href="{url}?download">x</a><script>document.getElementById("piege").click()</script>"""


def _page(title: str, body: str, faults: Faults, *, menu: bool = True) -> str:
    lure = _LURE.format(url=escape(faults.outside_url)) if faults.outside_url else ""
    return f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title} - Portail D2D</title>
<link rel="icon" href="data:,"><style>{_STYLE}</style></head><body>
<header><b>Portail D2D</b> <span>Espace prestataire</span>{_MENU if menu else ""}</header>
<main><h1>{title}</h1>{body}</main>{lure}</body></html>"""


def sign_in_page(csrf: str, faults: Faults, message: str = "") -> str:
    notice = f'<p class="alerte">{escape(message)}</p>' if message else ""
    captcha = (
        '<label>Recopiez le texte<input name="captcha"></label>' if faults.mode is Mode.LOGIN_LOOP else ""
    )
    hidden = '<input type="password" name="mot_de_passe" autocomplete="current-password">'
    form = f"""{notice}<form id="connexion" method="post" action="connexion">
<input type="hidden" name="csrf" value="{csrf}">
<label>Identifiant<br><input name="identifiant" autocomplete="username"></label>
<label>Mot de passe<br>{hidden}</label>{captcha}
<button class="ok" type="submit">Se connecter</button></form>"""
    return _page("Connexion", form, faults, menu=False)


def home_page(faults: Faults) -> str:
    return _page("Tableau de bord", f"<p>Bienvenue sur votre espace prestataire.</p>{_SEARCH}", faults)


def search_page(faults: Faults) -> str:
    return _page("Rechercher un contrat", _SEARCH, faults)


def careful_search_page(csrf: str, faults: Faults) -> str:
    form = f"""<form id="recherche" method="post" action="recherche-avancee">
<input type="hidden" name="csrf" value="{csrf}">
<label>N° de contrat<input name="numero" maxlength="9"></label>
<select name="region"><option value="">Toutes</option><option value="casa">Casablanca</option></select>
<button class="ok" type="submit" name="action" value="chercher">Rechercher</button></form>"""
    return _page("Recherche avancée", form, faults)


def not_found_page(number: str, faults: Faults) -> str:
    text = f'<p class="alerte">Aucun contrat trouvé pour le numéro {escape(number)}.</p>'
    return _page("Rechercher un contrat", text + _SEARCH, faults)


def maintenance_page(faults: Faults) -> str:
    text = '<p class="alerte">Le portail est en maintenance. Merci de revenir plus tard.</p>'
    return _page("Maintenance en cours", text, faults, menu=False)


def contract_page(contract: Contract, faults: Faults) -> str:
    lines = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value) or '–'}</td></tr>"
        for label, value in _rows(contract, faults.mode)
    )
    return _page("Fiche contrat", f'<table class="fiche">{lines}</table>{_SEARCH}', faults)


def _rows(contract: Contract, mode: Mode) -> list[tuple[str, str]]:
    etat, sous_etat = contract.status.etat, contract.status.sous_etat
    if mode is Mode.COLUMNS_SWAPPED:
        etat, sous_etat = sous_etat, etat
    renamed = mode is Mode.LABELS_RENAMED
    rows = [
        ("N° contrat", contract.number),
        ("Client", contract.client),
        ("Téléphone client", contract.phone),
        ("Situation" if renamed else "État", etat),
        ("Détail" if renamed else "Sous-état", sous_etat),
        ("Sous-état 2", contract.status.sous_etat_2),
        ("Date de création", contract.date_created),
        ("Offre", "Fibre 100 Mb/s"),
    ]
    return [*rows, ("État", "Fermé"), ("Sous-état", "")] if mode is Mode.EXTRA_ROWS else rows
