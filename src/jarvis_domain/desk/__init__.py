"""Who works with it: staff and their rights, sign-in, the audit chain, the promises."""
