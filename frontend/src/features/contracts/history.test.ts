import type { Schemas } from "@/lib/api";
import { askersOf, labelsOf, spellsOf } from "./history";

const status = (etat: string, hour: number, below = ""): Schemas["StatusOut"] =>
  ({ number: "F1000001D", etat, sous_etat: below, sous_etat_2: "", date_created: "", read_at: `2026-11-22T${hour}:00:00Z` });

test("readings of one status are one spell, from the first to the last", () => {
  const spells = spellsOf([status("Fermé", 18), status("En cours", 17, "BO fixe"), status("En cours", 16, "BO fixe"), status("Fermé", 15)]);
  expect(spells.map(({ status: each, times }) => [labelsOf(each), times])).toEqual([
    ["Fermé", 1],
    ["En cours › BO fixe", 2],
    ["Fermé", 1],
  ]);
  expect([spells[1]?.from, spells[1]?.until]).toEqual(["2026-11-22T16:00:00Z", "2026-11-22T17:00:00Z"]);
  expect(spellsOf([])).toEqual([]);
});

test("whoever asked is there once, with their latest message", () => {
  const message = (id: string, who: string) => ({ id, contractor: { id: who, name: who }, received_at: id }) as Schemas["MessageOut"];
  expect(askersOf([message("3", "salma"), message("2", "karim"), message("1", "salma")])).toEqual([
    { contractor: { id: "salma", name: "salma" }, messages: 2, latest: "3", message: "3" },
    { contractor: { id: "karim", name: "karim" }, messages: 1, latest: "2", message: "2" },
  ]);
});
