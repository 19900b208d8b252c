# differs: there is no module pdb
import os
import warnings

os.environ.pop("PYTHONBREAKPOINT", None)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(breakpoint())
    os.environ["PYTHONBREAKPOINT"] = "nowhere.at_all"
    print(breakpoint())
print(*(w.message for w in caught), sep="\n")
