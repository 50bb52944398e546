import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, SkeletonRows } from "@/components";
import type { Schemas } from "@/lib/api";

/** Fetched when somebody opens it. */
const ComplaintForm = lazy(() => import("./complaint-form").then(({ ComplaintForm: form }) => ({ default: form })));

export type Kind = Schemas["ComplaintType"];

export type About = {
  /** Who complains: one, those to choose from, or anybody when there is none. */
  contractors: ReadonlyArray<Schemas["ContractorRef"]>;
  contract: string;
  kind?: Kind | null | undefined;
  details: string;
  /** The message it is made of. */
  message?: string;
};

type Props = { open: boolean; onClose: () => void; about: About };

/** A complaint made by a person: prefilled, and honest about what filing it sets off. */
export function ComplaintDialog({ open, onClose, about }: Props) {
  const { t } = useTranslation("conversation");
  return (
    <Dialog open={open} onClose={onClose} title={t("complaint.title")} hint={t("complaint.hint")}>
      <Suspense fallback={<SkeletonRows rows={5} />}>
        <ComplaintForm about={about} onClose={onClose} />
      </Suspense>
    </Dialog>
  );
}
