# SPDX-License-Identifier: MIT
"""tap: the points of a test in TAP, for the tests beside it."""

SHOWN_LINES, SHOWN_WIDTH = 20, 600


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def ok(self, good, name, *notes):
        """One point; what notes say is shown, the first lines of it, where it fails."""
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        if not good:
            for line in "\n".join(map(str, notes)).splitlines()[:SHOWN_LINES]:
                print("# " + line[:SHOWN_WIDTH])

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")

    def end(self):
        """The plan; true where something failed."""
        print(f"1..{self.count}")
        return bool(self.failed)
