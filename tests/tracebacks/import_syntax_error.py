print("before")
import _broken
