"""Templates over HTTP: previewed, published over the version looked at, rolled back, and sent at once."""

from datetime import UTC, datetime, timedelta

from jarvis_domain.answering.templates import TemplateKey
from jarvis_domain.desk.staff import Role
from jarvis_domain.ports.persistence import Store
from jarvis_domain.ports.views import Period, Views
from jarvis_domain.understanding.phones import parse_phone
from support.at_the_desk import CONTRACT, KARIM, all_of, asks, at_the_desk

HELP = "/api/templates/aide"
FR, AR = "Bonjour, envoyez un numéro ({maximum} au plus).", "مرحبا، أرسلوا رقما ({maximum} على الأكثر)."


async def last_reply(place, contractor):
    browser = await place.signed_in(f"reader{place.clock.now():%H%M%S}@tktm.ma", Role.VIEWER)
    thread = await all_of(browser, f"/api/contractors/{contractor}/thread")
    return next(entry["reply"]["text"] for entry in thread if entry["reply"])


async def publish(browser, version, fr=FR, ar=AR):
    return await browser.send("PUT", HELP, {"fr": fr, "ar": ar, "version": version})


def test_every_key_is_listed_with_what_is_sent_and_its_variables(database):
    async def story(place):
        browser = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        listed = (await browser.get("/api/templates")).json()
        assert [one["key"] for one in listed] == list(TemplateKey)
        closed = next(one for one in listed if one["key"] == "ferme")
        assert (closed["version"], closed["by"], closed["at"]) == (0, None, None)
        assert closed["required"] == ["numero", "releve"]
        assert "libelle" in closed["optional"]

    at_the_desk(database, story)


def test_what_is_published_is_what_the_next_contractor_reads_until_it_is_rolled_back(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        published = (await publish(boss, 0)).json()
        assert (published["version"], published["fr"], published["by"]["email"]) == (1, FR, "boss@tktm.ma")

        contractor = await asks(place, "salam")
        assert "Bonjour, envoyez un numéro (10 au plus)." in await last_reply(place, contractor)

        place.clock.advance(3600)
        undone = await boss.send("POST", HELP + "/rollback", {"to": 0, "version": 1})
        assert undone.json()["version"] == 2
        await asks(place, "salam")
        assert "je vous donne son statut" in await last_reply(place, contractor)
        versions = (await boss.get(HELP + "/versions")).json()
        assert [one["version"] for one in versions] == [2, 1, 0]
        assert versions[0]["fr"] == versions[2]["fr"] != versions[1]["fr"]

    at_the_desk(database, story)


def test_of_two_who_publish_over_one_version_the_second_is_shown_what_the_first_wrote(database):
    async def story(place):
        one = await place.signed_in("one@tktm.ma", Role.ADMIN)
        other = await place.signed_in("other@tktm.ma", Role.ADMIN)
        assert (await publish(one, 0)).status_code == 200
        late = await publish(other, 0, fr="Autre.")
        assert (late.status_code, late.json()["code"]) == (409, "outdated")
        assert late.json()["current"]["fr"] == FR
        assert late.json()["current"]["by"]["email"] == "one@tktm.ma"
        assert [change["by"]["email"] for change in late.json()["changes"]] == ["one@tktm.ma"]
        back = await other.send("POST", HELP + "/rollback", {"to": 0, "version": 0})
        assert back.status_code == 409
        assert (await publish(other, 1, fr="Autre.")).json()["version"] == 2

    at_the_desk(database, story)


def test_a_text_that_cannot_be_sent_is_refused_language_by_language_in_french(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        refused = await publish(boss, 0, fr="{nom} {", ar="")
        assert (refused.status_code, refused.json()["code"]) == (422, "validation")
        faults = [(fault["key"], fault["kind"]) for fault in refused.json()["errors"]]
        assert faults == [("fr", "unknown_variable"), ("fr", "stray_braces"), ("ar", "text_missing")]
        assert "{maximum}" in refused.json()["errors"][0]["message"]
        previewed = await boss.send("POST", HELP + "/preview", {"fr": "{nom} {", "ar": ""})
        assert previewed.status_code == 200
        assert [(f["key"], f["kind"]) for f in previewed.json()["faults"]] == faults
        assert (await boss.get(HELP + "/versions")).json()[0]["version"] == 0

    at_the_desk(database, story)


def test_a_preview_shows_a_real_contract_and_saves_nothing(database):
    async def story(place):
        await asks(place, CONTRACT)
        viewer = await place.signed_in("viewer@tktm.ma", Role.VIEWER)
        texts = {"fr": "Contrat {numero}, {releve}.", "ar": "العقد {numero} ({releve})"}
        path = "/api/templates/ferme/preview"
        real = (await viewer.send("POST", path, texts | {"contract": "f 1234567 d"})).json()
        assert real["real"]
        assert CONTRACT in real["fr"]
        assert real["text"].index("Contrat") < real["text"].index("العقد")
        made_up = (await viewer.send("POST", path, texts)).json()
        assert (made_up["real"], made_up["faults"]) == (False, [])
        unknown = await viewer.send("POST", path, texts | {"contract": "F9999999D"})
        assert unknown.json()["errors"][0]["key"] == "contract"
        async with (await place.part(Store)).begin() as work:
            assert await work.newest_templates() == ()

    at_the_desk(database, story)


def test_each_publishing_is_in_the_audit_log_with_what_it_replaced(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        await publish(boss, 0)
        await publish(boss, 1, fr="Bonjour.")
        newest, first = await all_of(boss, "/api/audit", action="template_changed")
        assert (newest["resource"], newest["changes"]["version"]) == ("template:aide", "2")
        assert (newest["before"]["fr"], newest["changes"]["fr"]) == (FR, "Bonjour.")
        assert first["by"]["email"] == "boss@tktm.ma"

    at_the_desk(database, story)


def test_a_key_or_a_version_that_never_was_is_told_so(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        assert (await boss.get("/api/templates/nothing/versions")).status_code in {404, 422}
        gone = await boss.send("POST", HELP + "/rollback", {"to": 7, "version": 0})
        assert gone.status_code == 404

    at_the_desk(database, story)


TRY = "/api/templates/ferme/test"
CLOSED = {"fr": "Contrat {numero}, {releve}.", "ar": "العقد {numero} ({releve})"}


async def sent_in(place, contractor):
    """What leaves for them now, each as it was handed over."""
    async with (await place.part(Store)).begin() as work:
        claimed = await work.claim_reply(contractor, lease=timedelta(seconds=30))
        if claimed is None:
            return []
        await work.accept_reply(claimed.due.id, f"OUT{claimed.due.id}")
    return [claimed.due, *await sent_in(place, contractor)]


async def who_has(place, phone):
    async with (await place.part(Store)).begin() as work:
        return await work.contractor_at(parse_phone(phone))


def test_a_template_is_looked_at_on_a_phone_once_and_is_part_of_no_conversation_and_no_figure(database):
    async def story(place):
        contractor = await asks(place, CONTRACT)
        await sent_in(place, contractor)
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        before = (await boss.get(f"/api/contractors/{contractor}")).json()
        thread = await all_of(boss, f"/api/contractors/{contractor}/thread")
        figures = await counted(place)
        tried = await boss.send("POST", TRY, CLOSED | {"contract": CONTRACT, "phone": f"+{KARIM}"})
        assert tried.status_code == 200, tried.text
        (due,) = await sent_in(place, contractor)
        assert (str(due.id), due.quoted_id, due.reply.text) == (tried.json()["id"], "", tried.json()["text"])
        assert CONTRACT in due.reply.text
        assert tried.json()["real"]
        assert KARIM not in tried.text

        assert (await boss.get(f"/api/contractors/{contractor}")).json() == before
        assert await all_of(boss, f"/api/contractors/{contractor}/thread") == thread
        assert await counted(place) == figures
        (entry,) = await all_of(boss, "/api/audit", action="template_tried")
        assert (entry["resource"], entry["changes"]["reply"]) == ("template:ferme", str(due.id))
        assert entry["by"]["email"] == "boss@tktm.ma"
        assert KARIM not in str(entry)

    at_the_desk(database, story)


async def counted(place):
    """Of replies: all there are, and those of the hour."""
    async with (await place.part(Store)).begin() as work:
        counts = await work.counts()
    now, hours = datetime.now(UTC), timedelta(hours=2)  # replies are queued by the database's clock
    tallies = await (await place.part(Views)).tallies(Period(since=now - hours, until=now + hours))
    shown = sorted(
        (one.name, one.value, one.count) for one in tallies if one.name in {"replies", "written_by"}
    )
    return {name: count for name, count in counts.items() if name.startswith("reply:")}, shown


def test_a_phone_that_never_wrote_gets_it_from_our_number_and_what_it_answers_is_answered(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        tried = await boss.send("POST", TRY, CLOSED | {"phone": "06 99 88 77 66"})
        assert (tried.status_code, tried.json()["real"]) == (200, False)
        (due,) = await sent_in(place, await who_has(place, "0699887766"))
        assert (due.instance, str(due.to)) == ("jarvis", "+212699887766")
        contractor = await asks(place, "salam", phone="212699887766")
        assert len(await sent_in(place, contractor)) == 1

    at_the_desk(database, story)


def test_a_trial_with_a_wrong_text_phone_or_contract_is_refused_and_more_than_ten_an_hour_are_too(database):
    async def story(place):
        boss = await place.signed_in("boss@tktm.ma", Role.ADMIN)
        wrong = [CLOSED | {"phone": "12"}, CLOSED | {"phone": "0600111222", "contract": "F9999999D"}]
        wrong.append({"fr": "", "ar": "x", "phone": "0600111222"})
        for body, field in zip(wrong, ("phone", "contract", "fr"), strict=True):
            refused = await boss.send("POST", TRY, body)
            assert (refused.status_code, refused.json()["errors"][0]["key"]) == (422, field)
        codes = [(await boss.send("POST", TRY, CLOSED | {"phone": "0600111222"})) for _ in range(11)]
        assert [answer.status_code for answer in codes] == [200] * 10 + [429]
        assert codes[-1].headers["retry-after"] == "3600"
        assert len(await sent_in(place, await who_has(place, "0600111222"))) == 10

    at_the_desk(database, story)
