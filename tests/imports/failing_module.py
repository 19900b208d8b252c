try:
    import _raises
except ValueError as error:
    print(error)
import sys
print("_raises" in sys.modules)
try:
    import _raises
except ValueError as error:
    print(error)
try:
    import _bad_syntax
except SyntaxError as error:
    print(error.msg, error.lineno, error.filename.endswith("_bad_syntax.py"))
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(type(error).__name__, error)
class Fake: answer = 42
sys.modules["fake"] = Fake
import fake
from fake import answer
print(fake is Fake, answer)
