print("subpackage", __name__)
from .. import level
