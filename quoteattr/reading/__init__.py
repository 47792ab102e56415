"""Reading what stands around the quotations: tokens, mentions, cues."""
