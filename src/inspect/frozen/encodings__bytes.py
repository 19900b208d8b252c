"""Codecs between bytes and bytes, or text and text: not for str.encode, but for codecs.encode."""

import codecs
import sys
from . import _simple


def _strict(errors):
    assert errors == "strict"


def _binary(name, encode, decode, module):
    def encoder(input, errors="strict"):
        _strict(errors)
        return encode(input), len(input)

    def decoder(input, errors="strict"):
        _strict(errors)
        return decode(input), len(input)

    return _simple.make(name, encoder, decoder, module=module, text=False, given=bytes)


def _hex():
    import binascii
    return _binary("hex", binascii.b2a_hex, binascii.a2b_hex, "hex_codec")


def _base64():
    import base64
    return _binary("base64", base64.encodebytes, base64.decodebytes, "base64_codec")


def _quopri():
    import binascii

    def encode(data):
        return binascii.b2a_qp(data, quotetabs=True)
    return _binary("quopri", encode, binascii.a2b_qp, "quopri_codec")


def _uu():
    import binascii

    def encode(input, errors="strict", filename="<data>", mode=0o666):
        _strict(errors)
        filename = filename.replace("\n", "\\n").replace("\r", "\\r")
        data = bytes(input)
        lines = [f"begin {mode & 0o777:o} {filename}\n".encode("ascii")]
        lines += [binascii.b2a_uu(data[i:i + 45]) for i in range(0, len(data), 45)]
        return b"".join(lines) + b" \nend\n", len(input)

    def decode(input, errors="strict"):
        _strict(errors)
        lines = bytes(input).splitlines(keepends=True)
        for i, line in enumerate(lines):
            if line.startswith(b"begin"):
                break
        else:
            raise ValueError('Missing "begin" line in input data')
        out = []
        for line in lines[i + 1:]:
            if line == b"end\n":
                return b"".join(out), len(input)
            try:
                out.append(binascii.a2b_uu(line))
            except binascii.Error:
                # Some encoders write more than the line's length asks for.
                size = ((line[0] - 32 & 63) * 4 + 5) // 3
                out.append(binascii.a2b_uu(line[:size]))
        raise ValueError("Truncated input data")

    return _simple.make("uu", encode, decode, module="uu_codec", text=False, given=bytes)


def _zlib():
    try:
        import zlib
    except ImportError:
        return None

    def encode(input, errors="strict"):
        _strict(errors)
        return zlib.compress(input), len(input)

    def decode(input, errors="strict"):
        _strict(errors)
        return zlib.decompress(input), len(input)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            _strict(errors)
            super().__init__(errors)
            self.reset()

        def encode(self, input, final=False):
            data = self.compressor.compress(input)
            return data + self.compressor.flush() if final else data

        def reset(self):
            self.compressor = zlib.compressobj()

    class IncrementalDecoder(codecs.IncrementalDecoder):
        def __init__(self, errors="strict"):
            _strict(errors)
            super().__init__(errors)
            self.reset()

        def decode(self, input, final=False):
            data = self.decompressor.decompress(input)
            return data + self.decompressor.flush() if final else data

        def reset(self):
            self.decompressor = zlib.decompressobj()

    return _simple.make("zlib", encode, decode, module="zlib_codec", text=False, given=bytes,
                        encoder=IncrementalEncoder, decoder=IncrementalDecoder)


_TURNED = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
                        "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")


def _rot13():
    def turn(input, errors="strict"):
        return str.translate(input, _TURNED), len(input)
    info = _simple.make("rot-13", turn, turn, text=False)
    sys.modules["encodings.rot_13"].rot13 = lambda infile, outfile: outfile.write(codecs.encode(infile.read(), "rot-13"))
    return info


_MAKERS = {"hex_codec": _hex, "base64_codec": _base64, "quopri_codec": _quopri, "uu_codec": _uu, "zlib_codec": _zlib,
           "rot_13": _rot13}
_SHORT = {"hex": "hex_codec", "base64": "base64_codec", "quopri": "quopri_codec", "uu": "uu_codec",
          "zlib": "zlib_codec", "rot13": "rot_13"}


def codec(name):
    """The codec of that normalised name, None if it is not here."""
    name = name.lower()
    make = _MAKERS.get(_SHORT.get(name, name))
    return make() if make else None
