"""Codecs whose coding is a pair of functions of _codecs."""

import codecs
import sys


def make(name, encode, decode, *, module=None, text=True, whole=True, encoder=None, decoder=None, reader=None,
         writer=None, given=str):
    """A CodecInfo from two functions.

    `whole`: a piece can be decoded by itself. Otherwise decode takes a third argument, whether more follows, and
    what it has not read is kept.
    """
    place = module or name.replace("-", "_")
    module = f"encodings.{place}"

    class Codec(codecs.Codec):
        def encode(self, input, errors="strict"):
            return encode(input, errors)

        def decode(self, input, errors="strict"):
            return decode(input, errors)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    if whole:
        class IncrementalDecoder(codecs.IncrementalDecoder):
            def decode(self, input, final=False):
                return decode(input, self.errors)[0]
    else:
        class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
            def _buffer_decode(self, input, errors, final):
                return decode(input, errors, final)

    class StreamWriter(Codec, codecs.StreamWriter):
        charbuffertype = given

    class StreamReader(Codec, codecs.StreamReader):
        charbuffertype = given

        def decode(self, input, errors="strict"):
            return decode(input, errors) if whole else decode(input, errors, False)

    def all_of_it(input, errors="strict"):
        return decode(input, errors) if whole else decode(input, errors, True)

    made = {"IncrementalEncoder": encoder or IncrementalEncoder, "IncrementalDecoder": decoder or IncrementalDecoder,
            "StreamWriter": writer or StreamWriter, "StreamReader": reader or StreamReader}
    for kind, cls in made.items():
        cls.__module__, cls.__name__, cls.__qualname__ = module, kind, kind
    # Found by their names, where pickle looks.
    found = sys.modules.get(module)
    if found is None:
        found = sys.modules[module] = type(sys)(module)
        setattr(sys.modules["encodings"], place, found)
    for shown, function in (("encode", encode), ("decode", all_of_it)):
        if getattr(function, "__module__", None) != "_codecs":
            function.__module__, function.__name__, function.__qualname__ = module, shown, shown
    found.__dict__.update(made, Codec=Codec, encode=encode, decode=all_of_it, getregentry=lambda: info)
    info = codecs.CodecInfo(encode, all_of_it, made["StreamReader"], made["StreamWriter"],
                            made["IncrementalEncoder"], made["IncrementalDecoder"], name, _is_text_encoding=text)
    return info


# --- with a byte order mark --------------------------------------------------------------------------------------

def _marked(name, size):
    """UTF-16 and UTF-32: the mark says how the rest is to be read, and is written once."""
    prefix = f"utf_{size}_"
    whole = getattr(codecs, prefix + "encode")
    by_order = getattr(codecs, prefix + "ex_decode")
    coders = {-1: getattr(codecs, prefix + "le_encode"), 1: getattr(codecs, prefix + "be_encode")}
    decoders = {-1: getattr(codecs, prefix + "le_decode"), 1: getattr(codecs, prefix + "be_decode")}

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.encoder = None

        def encode(self, input, final=False):
            if self.encoder is None:
                result = whole(input, self.errors)[0]
                self.encoder = coders[-1]
                return result
            return self.encoder(input, self.errors)[0]

        def reset(self):
            self.encoder = None

        def getstate(self):
            return 2 if self.encoder is None else 0

        def setstate(self, state):
            self.encoder = None if state else coders[-1]

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.order = 0

        def _buffer_decode(self, input, errors, final):
            if self.order:
                return decoders[self.order](input, errors, final)
            text, length, order = by_order(input, errors, 0, final)
            if order == 0 and length >= size // 8:
                raise UnicodeDecodeError(name, input, 0, size // 8, "Stream does not start with BOM")
            self.order = order
            return text, length

        def reset(self):
            super().reset()
            self.order = 0

        def getstate(self):
            kept = super().getstate()[0]
            return kept, {0: 2, -1: 0, 1: 1}[self.order]

        def setstate(self, state):
            super().setstate(state)
            self.order = {2: 0, 0: -1, 1: 1}.get(state[1], 0)

    class StreamWriter(codecs.StreamWriter):
        def __init__(self, stream, errors="strict"):
            super().__init__(stream, errors)
            self.encoder = None

        def reset(self):
            super().reset()
            self.encoder = None

        def encode(self, input, errors="strict"):
            if self.encoder is None:
                result = whole(input, errors)
                self.encoder = coders[-1]
                return result
            return self.encoder(input, errors)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            super().reset()
            self.order = 0

        def decode(self, input, errors="strict"):
            if self.order:
                return decoders[self.order](input, errors, False)
            text, length, order = by_order(input, errors, 0, False)
            if order == 0 and length >= size // 8:
                raise UnicodeDecodeError(name, input, 0, size // 8, "Stream does not start with BOM")
            self.order = order
            return text, length

    return make(name, whole, getattr(codecs, prefix + "decode"), whole=False, encoder=IncrementalEncoder,
                decoder=IncrementalDecoder, reader=StreamReader, writer=StreamWriter)


def _signed():
    """UTF-8 with a mark before it."""
    mark = codecs.BOM_UTF8

    def encode(input, errors="strict"):
        return mark + codecs.utf_8_encode(input, errors)[0], len(input)

    def decode(input, errors="strict", final=True):
        input = bytes(input)
        if input.startswith(mark):
            text, length = codecs.utf_8_decode(input[3:], errors, final)
            return text, length + 3
        if not final and len(input) < 3 and mark.startswith(input):
            return "", 0
        return codecs.utf_8_decode(input, errors, final)

    class IncrementalEncoder(codecs.IncrementalEncoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.first = 1

        def encode(self, input, final=False):
            if self.first:
                self.first = 0
                return encode(input, self.errors)[0]
            return codecs.utf_8_encode(input, self.errors)[0]

        def reset(self):
            self.first = 1

        def getstate(self):
            return self.first

        def setstate(self, state):
            self.first = state

    class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
        def __init__(self, errors="strict"):
            super().__init__(errors)
            self.first = 1

        def _buffer_decode(self, input, errors, final):
            if not self.first:
                return codecs.utf_8_decode(input, errors, final)
            text, length = decode(input, errors, final)
            if length:
                self.first = 0
            return text, length

        def reset(self):
            super().reset()
            self.first = 1

        def getstate(self):
            return super().getstate()[0], self.first

        def setstate(self, state):
            super().setstate(state)
            self.first = state[1]

    class StreamWriter(codecs.StreamWriter):
        first = True

        def reset(self):
            super().reset()
            self.first = True

        def encode(self, input, errors="strict"):
            first, self.first = self.first, False
            return encode(input, errors) if first else codecs.utf_8_encode(input, errors)

    class StreamReader(codecs.StreamReader):
        def reset(self):
            super().reset()
            self.first = True

        def decode(self, input, errors="strict"):
            if not self.first:
                return codecs.utf_8_decode(input, errors, False)
            text, length = decode(input, errors, False)
            self.first = not length
            return text, length

    return make("utf-8-sig", encode, decode, whole=False, encoder=IncrementalEncoder, decoder=IncrementalDecoder,
                reader=StreamReader, writer=StreamWriter)


def _utf_7():
    # How a character is encoded depends on what follows: the whole text is encoded at the end of each piece.
    return make("utf-7", codecs.utf_7_encode, codecs.utf_7_decode, whole=False)


def _undefined():
    def refuse(input, errors="strict"):
        raise UnicodeError("undefined encoding")
    return make("undefined", refuse, refuse)


def _escaped(name):
    base = name.replace("-", "_")
    return make(name, getattr(codecs, base + "_encode"), getattr(codecs, base + "_decode"), whole=False)


_PLAIN = {"utf_8": "utf-8", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be", "utf_32_le": "utf-32-le",
          "utf_32_be": "utf-32-be"}


def codec(name):
    """The codec of that normalised name, None if it is not here."""
    name = name.lower()
    if name in _PLAIN:
        return make(_PLAIN[name], getattr(codecs, name + "_encode"), getattr(codecs, name + "_decode"), whole=False)
    match name:
        case "ascii":
            return make("ascii", codecs.ascii_encode, codecs.ascii_decode)
        case "latin_1":
            return make("iso8859-1", codecs.latin_1_encode, codecs.latin_1_decode, module="latin_1")
        case "utf_16":
            return _marked("utf-16", 16)
        case "utf_32":
            return _marked("utf-32", 32)
        case "utf_8_sig":
            return _signed()
        case "utf_7":
            return _utf_7()
        case "unicode_escape":
            return _escaped("unicode-escape")
        case "raw_unicode_escape":
            return _escaped("raw-unicode-escape")
        case "undefined":
            return _undefined()
    return None
