#!/usr/bin/env python3
"""Validates each line of standard input against the JSON Schema in the file of argument 1, and
against rules that a schema cannot express: strict UTF-8, no NaN, keys in the order of the first
line of the same event, one value per line. Prints how many lines are good; exits with 1 if one
is not."""
import json
import sys

from jsonschema import Draft202012Validator


def constant(name):
    raise ValueError(name + " is no JSON")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    keys, good, bad = {}, 0, 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            value = json.loads(line.decode("utf-8", "strict"), parse_constant=constant)
            errors = ["%s: %s" % (list(e.path), e.message) for e in validator.iter_errors(value)]
            event = value.get("event")
            if not errors and keys.setdefault(event, list(value)) != list(value):
                errors = ["keys in another order"]
        except ValueError as error:
            errors = [str(error)]
        if errors:
            bad += 1
            for error in errors[:3]:
                print("line %d: %s" % (number, error[:2000]))
        else:
            good += 1
    print("%d good, %d bad" % (good, bad))
    return 1 if bad else 0


sys.exit(main())
