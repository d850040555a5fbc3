"""What a questionnaire is: its items, their codes, when they are asked, and what an answer may be. Pure.

A questionnaire is data: a YAML document with two forms (before and after) that share blocks of items. source.read()
makes frozen dataclasses of it, checks.check() says what is wrong with them, answering.settle() judges what somebody
filled in.
"""
