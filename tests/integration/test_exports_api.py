"""Exports over HTTP: what the list shows is what the file holds, as text, dated and audited."""

from datetime import UTC, datetime

from jarvis_domain.desk.staff import Role
from support.at_the_desk import KARIM, SALMA, all_of, asks, at_the_desk, files, writes
from support.sheets import NASTY, opened

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def exported(browser, sheet, /, **query):
    answer = await browser.http.get(f"/api/exports/{sheet}", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == XLSX
    return opened(answer.content)


def rows_of(sheet):
    """Each row by its headings."""
    titles, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(titles, row, strict=True)) for row in rows]


async def audited(browser, action):
    return await all_of(browser, "/api/audit", action=action)


async def filled(place):
    """Three complaints of two contractors, one of them about another contract."""
    await asks(place, "salam", phone=KARIM)
    await asks(place, "فين وصل الملف ديالي", phone=SALMA)
    browser = await place.signed_in("boss@tktm.ma", Role.ADMIN)
    for kind, contract, phone in (
        ("retard_installation", "F1234567D", KARIM),
        ("cas_bloque", "F7654321D", KARIM),
        ("prise_de_rdv", "F1234567D", SALMA),
    ):
        place.clock.advance(60)
        await files(browser, kind=kind, contract=contract, phone=f"+{phone}", details=f"=1+1 {kind}")
    return browser


def test_a_complaint_export_holds_the_rows_of_the_list_in_their_order(database):
    async def story(place):
        browser = await filled(place)
        for query in ({}, {"priority": "high"}, {"q": "F1234567D"}, {"kind": ["cas_bloque", "prise_de_rdv"]}):
            listed = await all_of(browser, "/api/complaints", **query)
            rows = rows_of(await exported(browser, "complaints", **query))
            assert [row["Contrat"] for row in rows] == [row["contract"] for row in listed]
            assert [row["Détails"] for row in rows] == [row["details"] for row in listed]
            assert [row["Téléphone"] for row in rows] == [row["contractor"]["phone"] for row in listed]
            assert len(rows) == {"high": 1}.get(query.get("priority"), len(rows)) > 0

    at_the_desk(database, story)


def test_words_are_french_dates_are_dates_and_text_stays_text(database):
    async def story(place):
        browser = await filled(place)
        sheet = await exported(browser, "complaints")
        assert sheet.title == "Réclamations"
        assert sheet.freeze_panes == "A2"
        newest = rows_of(sheet)[0]
        assert newest["Type"] == "prise de rendez-vous"
        assert (newest["Priorité"], newest["État"]) == ("basse", "ouverte")
        assert isinstance(newest["Ouverte le"], datetime)
        assert newest["Téléphone"] == f"+{SALMA}"
        assert newest["Détails"] == "=1+1 prise_de_rdv"
        for row in sheet.iter_rows(min_row=2):
            assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "d"}

    at_the_desk(database, story)


def test_an_arabic_sheet_has_arabic_words_and_reads_from_the_right(database):
    async def story(place):
        browser = await filled(place)
        sheet = await exported(browser, "messages", lang="ar")
        assert sheet.title == "الرسائل"
        assert sheet.sheet_view.rightToLeft
        texts = [row["الرسالة"] for row in rows_of(sheet)]
        assert texts == ["فين وصل الملف ديالي", "salam"]
        assert {row["اللغة"] for row in rows_of(sheet)} <= {"الدارجة", "العربية", "الفرنسية", None}

    at_the_desk(database, story)


def test_what_a_contractor_writes_never_becomes_a_formula(database):
    async def story(place):
        for text in NASTY:
            place.clock.advance(1)
            await writes(place, text)
        browser = await place.signed_in("bo@tktm.ma", Role.BO)
        sheet = await exported(browser, "messages")
        assert sheet.max_row == 1 + len(NASTY)
        for row in sheet.iter_rows():
            assert not {cell.data_type for cell in row} & {"f", "e"}
        assert all(row["Message"] for row in rows_of(sheet))

    at_the_desk(database, story)


def test_tickets_and_the_audit_log_are_exported_too(database):
    async def story(place):
        browser = await filled(place)
        tickets = await all_of(browser, "/api/tickets")
        rows = rows_of(await exported(browser, "tickets"))
        assert [row["Ticket"] for row in rows] == [ticket["number"] for ticket in tickets]
        assert rows[0]["État"] == "ouvert"

        log = await all_of(browser, "/api/audit")
        rows = rows_of(await exported(browser, "audit"))
        # The export's own entry stands on top of it.
        assert rows[0]["Action"] == "export_generated"
        assert [row["N°"] for row in rows[1:]] == [entry["seq"] for entry in log]
        assert "boss@tktm.ma" in {row["Qui"] for row in rows}

    at_the_desk(database, story)


def test_who_exports_what_is_in_the_audit_log_before_the_first_byte(database):
    async def story(place):
        browser = await filled(place)
        await exported(browser, "complaints", priority="high", since="2020-01-01")
        (entry,) = await audited(browser, "export_generated")
        assert entry["resource"] == "export:reclamations"
        assert entry["by"]["email"] == "boss@tktm.ma"
        assert entry["changes"]["priority"] == '["high"]'
        assert "2019-12-31" in entry["changes"]["period"]

    at_the_desk(database, story)


def test_an_export_is_named_and_downloaded(database):
    async def story(place):
        browser = await place.signed_in("bo@tktm.ma", Role.BO)
        answer = await browser.get("/api/exports/messages")
        disposition = answer.headers["content-disposition"]
        assert disposition == f'attachment; filename="jarvis-messages-{place.clock.now():%Y-%m-%d}.xlsx"'
        assert [cell.value for cell in opened(answer.content)[1]][:2] == ["Reçu le", "Prestataire"]

    at_the_desk(database, story)


def test_a_filter_that_means_nothing_is_refused_and_not_audited(database):
    async def story(place):
        browser = await place.signed_in("admin@tktm.ma", Role.ADMIN)
        for query in ("since=yesterday", "priority=urgent", "lang=en", "contract=12"):
            answer = await browser.get(f"/api/exports/complaints?{query}")
            assert (answer.status_code, answer.json()["code"]) == (422, "validation"), query
        assert await audited(browser, "export_generated") == []

    at_the_desk(database, story)


def test_counts_are_exported_with_their_words_all_of_them_or_what_is_asked_for(database):
    async def story(place):
        # Messages are dated by the database: the clock by hand joins it, an hour ahead.
        place.clock.advance((datetime.now(UTC) - place.clock.now()).total_seconds() + 3600)
        browser = await filled(place)
        rows = rows_of(await exported(browser, "stats"))
        told = {(row["Mesure"], row["Valeur"]): row["Nombre"] for row in rows}
        assert told["Réclamations ouvertes", "dossier bloqué"] == 1
        assert told["Réclamations par priorité", "haute"] == 1
        assert sum(row["Nombre"] for row in rows if row["Mesure"] == "Messages") == 2
        assert told["Délai de traitement", ">= 600 s"] == 2

        opened_only = rows_of(await exported(browser, "stats", what="opened", lang="ar"))
        assert {row["المقياس"] for row in opened_only} == {"الشكايات المفتوحة"}
        assert sum(row["العدد"] for row in opened_only) == 3
        (_, latest) = await audited(browser, "export_generated")
        assert latest["resource"] == "export:chiffres"
        refused = await browser.get("/api/exports/stats?since=2020-01-01")
        assert refused.status_code == 422

    at_the_desk(database, story)
