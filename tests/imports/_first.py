a = 1
import _second as second
late = 2
