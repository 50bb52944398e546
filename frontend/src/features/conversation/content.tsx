import { FileText, Image, MapPin, Mic, Paperclip, Sticker, UserRound, Video } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "@/lib/api";

export type Content = Schemas["MessageOut"]["content"];

const ICONS = {
  image: Image,
  audio: Mic,
  video: Video,
  document: FileText,
  sticker: Sticker,
  location: MapPin,
  contact: UserRound,
  other: Paperclip,
};

/** What was typed: the text or a caption, else "". */
export function typedIn(content: Content): string {
  if (content.type === "text") return content.text;
  return content.type === "media" ? (content.caption ?? "") : "";
}

/** "Photo", "Message vocal", a reaction: what came that is no text. */
export function NotText({ content }: { content: Content }) {
  const { t } = useTranslation("conversation");
  if (content.type === "text") return null;
  if (content.type === "reaction") {
    return (
      <span className="text-soft">
        {content.emoji ? t("reacted") : t("unreacted")} {content.emoji}
      </span>
    );
  }
  const Icon = ICONS[content.kind];
  return (
    <span className="inline-flex items-center gap-1.5 text-soft">
      <Icon aria-hidden className="size-4 shrink-0" />
      {t(`media.${content.kind}`)}
    </span>
  );
}
