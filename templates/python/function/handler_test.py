import unittest
from types import SimpleNamespace

import handler


class HandlerTest(unittest.TestCase):
    def test_greets_who_is_named(self):
        self.assertEqual(handler.handle(SimpleNamespace(text="Ada\n"), None), "Hello, Ada!\n")

    def test_greets_the_world_without_a_name(self):
        self.assertEqual(handler.handle(SimpleNamespace(text=""), None), "Hello, world!\n")


if __name__ == "__main__":
    unittest.main()
