"""The statistics of the season's report: numbers in, numbers out. Pure, and loaded only when a report is made.

The conventions are those of SPSS, so that who checks a table there finds the same figures: S.D. with n − 1, differences
as after minus before, Wilcoxon without zeros and without continuity correction, Levene around the mean, listwise alpha.
Importing numpy and scipy takes a moment: nothing that the web process loads at its start may import these modules.
"""
