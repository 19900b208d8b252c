# A cache that never forgets is a leak. Three that do.

import functools
import gc
import weakref


class Page:
    live = 0

    def __init__(self, name):
        self.name = name
        Page.live += 1

    def __del__(self):
        Page.live -= 1


# By number: the oldest goes when there are too many.
@functools.lru_cache(maxsize=3)
def load(name):
    return Page(name)


for name in "abcde":
    load(name)
print(load.cache_info(), "- alive:", Page.live)
load.cache_clear()
print("cleared:", Page.live)

# By use: an entry lives as long as somebody else holds the page.
pages = weakref.WeakValueDictionary()
kept = pages["kept"] = Page("kept")
pages["dropped"] = Page("dropped")
print(sorted(pages), "- alive:", Page.live)


# On a method, lru_cache holds the object as a key: none of them ever dies.
class Report:
    live = 0

    def __init__(self):
        Report.live += 1

    def __del__(self):
        Report.live -= 1

    @functools.lru_cache
    def total(self):
        return 42


for _ in range(5):
    Report().total()
gc.collect()
print("reports held by the cache:", Report.live)
Report.total.cache_clear()
print("cleared:", Report.live)


# cached_property keeps the value in the object itself, and goes with it.
class Sheet:
    @functools.cached_property
    def total(self):
        print("adding up")
        return 42


sheet = Sheet()
print(sheet.total, sheet.total, vars(sheet))
