import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Dialog, SkeletonRows } from "@/components";
import type { About, Filed } from "./new-complaint-form";

export type { Filed } from "./new-complaint-form";

/** Fetched when somebody opens it. */
const Form = lazy(() => import("./new-complaint-form").then(({ NewComplaintForm: form }) => ({ default: form })));

type Props = About & { open: boolean; onClose: () => void; onFiled?: (filed: Filed) => void };

/** Files a complaint for a contractor: by hand, or of a message. What was typed survives closing. */
export function NewComplaint({ open, onClose, onFiled, ...about }: Props) {
  const { t, ready } = useTranslation("complaints", { useSuspense: false });
  if (!ready) return null;
  return (
    <Dialog open={open} onClose={onClose} title={t("new.title")} hint={t("new.hint")}>
      <Suspense fallback={<SkeletonRows rows={5} />}>{open && <Form {...about} onClose={onClose} onFiled={onFiled} />}</Suspense>
    </Dialog>
  );
}
