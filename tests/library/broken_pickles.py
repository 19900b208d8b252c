# Pickles that are cut off or wrong, and what is said of them.
import io
import pickle

PICKLES = [
    b'I', b'B', b'B\x03\x00\x00\x00ab', b'C', b'C\x03ab', b'F0.0', b'G', b'(', b'Ifoo', b'\x80', b'\x95', b'N',
    b'', b'\x80\x04', b'\x80\x04N', b'c\nlog\n.', b'cmath\n\n.', b'I\n.', b'L\n.', b'F\n.', b'p\n.', b'g\n.',
    b'i\n\n.', b'S\n.', b"S'\n.", b'V\n.', b'P\n.', b'\x80\x04cmath\n\n.',
    b'\x95\x02\x00\x00\x00\x00\x00\x00\x00N.', b'\x95\x01\x00\x00\x00\x00\x00\x00\x00\x8cN.', b"S'ab\n.",
    b'S"ab\'\n.', b'Sab\n.', b'L1L\n.', b'F1x\n.', b'Ip\n.', b'\x82\x00.', b'\x8a\x01.',
    b'\x8b\xff\xff\xff\xff.', b'j\x00\x00\x00\x00.', b'h\x00.', b'g0\n.', b'q\x00.', b'0.', b'1.', b'(1N.',
    b'2.', b'N2.', b'R.', b'\x81.', b'b.', b'e.', b'a.', b'].', b'](e.', b')R.', b'NNR.', b']Nb.', b'\xff'
]


def told(load):
    try:
        return repr(load())
    except Exception as e:
        return f"{type(e).__name__}: {e}"


for d in PICKLES:
    print(d, told(lambda: pickle.loads(d)), told(pickle.Unpickler(io.BytesIO(d)).load), sep=" | ")
