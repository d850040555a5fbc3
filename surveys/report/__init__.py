"""The season's report: every number of it as plain values (`content`), so that it can be frozen, added up and printed.

building makes the content of a centre from its answers, rollup that of the nation from what was accepted, suppression
what may be published of it; paragraphs writes the Thai sentences about it. Templates only read it.
"""
