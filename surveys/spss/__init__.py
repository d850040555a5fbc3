"""The answers as SPSS knows them: variables with labels and missing codes, the .sav file, and the commands. Pure."""
