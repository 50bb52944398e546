"""The lab: readings measured against what people say they should be."""
