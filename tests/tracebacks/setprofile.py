# differs: not made yet
import sys

sys.setprofile(None)
print(sys.getprofile())
try:
    sys.setprofile(print)
except NotImplementedError as e:
    print(e)
