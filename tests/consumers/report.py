"""Counting comparisons and telling those that fail."""

import collections


class Report:
    """Counts comparisons and prints those that fail."""

    def __init__(self):
        self.passed, self.failures = 0, []

    def same(self, what, expected, found):
        if expected == found:
            self.passed += 1
            return
        if isinstance(expected, (set, frozenset, collections.Counter)):
            self.fail(f"{what}: missing {shorten(expected - found)}, unexpected {shorten(found - expected)}")
        elif isinstance(expected, dict) and isinstance(found, dict):
            wrong = [key for key in {**expected, **found} if expected.get(key) != found.get(key)]
            shown = [f"{key}: {expected.get(key)!r} in the graph, {found.get(key)!r} read" for key in wrong[:3]]
            self.fail(f"{what}: {len(wrong)} differ; {shorten('; '.join(shown))}")
        else:
            self.fail(f"{what}: {shorten(expected)} in the graph, {shorten(found)} read")

    def true(self, what, condition):
        self.same(what, True, bool(condition))

    def fail(self, what):
        self.failures.append(what)
        print(f"DISAGREE {what}", flush=True)


def shorten(value):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) < 600 else text[:600] + " ..."
