value = 1
import _bottom
