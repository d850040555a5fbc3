"""The rules of an outreach season: values in, values out."""
