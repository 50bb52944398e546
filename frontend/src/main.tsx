import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startWords } from "@/lib/i18n";
import { startTheme } from "@/lib/theme";
import { App } from "./app";

startTheme();
await startWords();
const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
