import { statusWith } from "./changes";

const salma = { id: "1", name: "Salma", email: "salma@tktm.ma" };

test("who is given an open one makes it assigned, and nobody makes it open again", () => {
  expect(statusWith(salma, "open")).toBe("assigned");
  expect(statusWith(null, "assigned")).toBe("open");
});

test("what is at Orange stays there, whoever has it", () => {
  expect(statusWith(null, "escalated")).toBe("escalated");
  expect(statusWith(salma, "escalated")).toBe("escalated");
});
