/** The templates in the order a conversation meets them. */

import type { Schemas } from "@/lib/api";

export type Template = Schemas["TemplateOut"];
export type TemplateKey = Template["key"];
export type Texts = { fr: string; ar: string };
export const LANGUAGES = ["fr", "ar"] as const;
export type TextLanguage = (typeof LANGUAGES)[number];

/** As the server has them: what does not fit is refused there. */
export const MOST_CHARACTERS = 600;

export const GROUPS: ReadonlyArray<{ name: string; keys: readonly TemplateKey[] }> = [
  {
    name: "status",
    keys: ["dossier_incomplet", "ferme", "activation_lancee", "bo_fixe", "bo_prestataire", "refuse_par_bo", "statut_autre"],
  },
  { name: "lookup", keys: ["contrat_introuvable", "correction", "portail_indisponible", "reponse_ancienne", "contrats_en_trop"] },
  {
    name: "talk",
    keys: ["aide", "demande_numero", "numero_incomplet", "media_non_lu", "limite_atteinte", "relais_humain", "merci", "non_inscrit"],
  },
  {
    name: "complaint",
    keys: [
      "reclamation_sans_numero",
      "reclamation_menu",
      "reclamation_details",
      "reclamation_confirmation",
      "reclamation_ouverte",
      "reclamation_abandonnee",
      "reclamation_suivi",
      "reclamation_aucune",
      "reclamation_resolue",
    ],
  },
  { name: "ticket", keys: ["ticket_escalade", "ticket_resolu"] },
];

const ORDER = GROUPS.flatMap(({ keys }) => keys);

/** Sorted as the groups are; a key no group knows comes last, but it comes. */
export function inOrder(templates: readonly Template[]): Template[] {
  const place = (key: TemplateKey) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return templates.toSorted((one, other) => place(one.key) - place(other.key));
}

export function groupOf(key: TemplateKey): string {
  return GROUPS.find(({ keys }) => keys.includes(key))?.name ?? "talk";
}

const folded = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Whether all words of a search occur in the name or the texts, whatever their accents. */
export function matches(q: string, ...texts: string[]): boolean {
  const all = folded(texts.join(" "));
  return folded(q).split(/\s+/).every((word) => all.includes(word));
}
