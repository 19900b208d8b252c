"""How a callable is called: the half of `inspect` that `signature()` needs."""

import builtins
import functools
import sys
import types
from collections import OrderedDict
from keyword import iskeyword


class _void:
    """A default that says "not given", where None is a value."""


class _empty:
    """What a parameter without default or annotation has."""


_empty.__module__ = _void.__module__ = "inspect"


def unwrap(func, *, stop=None):
    """The function behind `__wrapped__`, to the last one or to the one for which stop() is true."""
    f = func
    memo = {id(f): f}
    limit = sys.getrecursionlimit()
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in memo or len(memo) >= limit:
            raise ValueError("wrapper loop when unwrapping {!r}".format(f))
        memo[id(func)] = func
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """The annotations of a function, class or module, as a new dict; texts evaluated if eval_str is true."""
    if isinstance(obj, type):
        ann = obj.__dict__.get("__annotations__", None)
        if isinstance(ann, types.GetSetDescriptorType):
            ann = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        obj_globals = getattr(module, "__dict__", None)
        obj_locals = dict(vars(obj))
        unwrapped = obj
    elif isinstance(obj, types.ModuleType):
        ann = getattr(obj, "__annotations__", None)
        obj_globals = obj.__dict__
        obj_locals = unwrapped = None
    elif callable(obj):
        ann = getattr(obj, "__annotations__", None)
        obj_globals = getattr(obj, "__globals__", None)
        obj_locals = None
        unwrapped = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if ann is None:
        return {}
    if not isinstance(ann, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not ann:
        return {}
    if not eval_str:
        return dict(ann)
    if unwrapped is not None:
        while True:
            if hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            elif isinstance(unwrapped, functools.partial):
                unwrapped = unwrapped.func
            else:
                break
        if hasattr(unwrapped, "__globals__"):
            obj_globals = unwrapped.__globals__
    globals = obj_globals if globals is None else globals
    locals = (obj_locals or {}) if locals is None else locals
    for param in getattr(obj, "__type_params__", ()):
        locals = {param.__name__: param, **locals}
    return {key: value if not isinstance(value, str) else eval(value, globals, locals) for key, value in ann.items()}


def formatannotation(annotation, base_module=None):
    """An annotation as a text."""
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    """A function that gives annotations as texts, without the module's name where it is the object's."""
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)

    return _formatannotation


class _ParameterKind(int):
    """An int with a name, as in an IntEnum; that module is too large for five of them."""

    def __new__(cls, value, name, description):
        self = super().__new__(cls, value)
        self.name = name
        self.description = description
        return self

    @property
    def value(self):
        return int(self)

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __reduce__(self):
        return getattr, (Parameter, self.name)


_KINDS = [_ParameterKind(i, name, description) for i, (name, description) in enumerate((
    ("POSITIONAL_ONLY", "positional-only"), ("POSITIONAL_OR_KEYWORD", "positional or keyword"),
    ("VAR_POSITIONAL", "variadic positional"), ("KEYWORD_ONLY", "keyword-only"), ("VAR_KEYWORD", "variadic keyword")))]
_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _KINDS


class Parameter:
    """A parameter in a function's signature: name, kind, default, annotation. It cannot be changed."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _KINDS
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _KINDS[kind]
        except (TypeError, IndexError):
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind") from None
        if default is not _empty:
            if self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
                raise ValueError("{} parameters cannot have default values".format(self._kind.description))
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if name[:1] == "." and name[1:].isdigit():
            # The iterator of a comprehension.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, not {}".format(
                    self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = "implicit{}".format(name[1:])
        if (iskeyword(name) and self._kind is not _POSITIONAL_ONLY) or not name.isidentifier():
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name = name

    def __reduce__(self):
        return (type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some things changed."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        formatted = self._name
        if self._annotation is not _empty:
            formatted = "{}: {}".format(formatted, formatannotation(self._annotation))
        if self._default is not _empty:
            sign = " = " if self._annotation is not _empty else "="
            formatted = "{}{}{}".format(formatted, sign, repr(self._default))
        if self._kind == _VAR_POSITIONAL:
            formatted = "*" + formatted
        elif self._kind == _VAR_KEYWORD:
            formatted = "**" + formatted
        return formatted

    def __repr__(self):
        return '<{} "{}">'.format(self.__class__.__name__, self)

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default
                and self._annotation == other._annotation)


class BoundArguments:
    """What Signature.bind() gives: parameters' names and what they are bound to."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    signature = property(lambda self: self._signature)

    @property
    def args(self):
        args = []
        for name, param in self._signature.parameters.items():
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                break
            try:
                arg = self.arguments[name]
            except KeyError:
                # What follows must go by keyword.
                break
            if param.kind == _VAR_POSITIONAL:
                args.extend(arg)
            else:
                args.append(arg)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, param in self._signature.parameters.items():
            if not started:
                if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started:
                continue
            try:
                arg = self.arguments[name]
            except KeyError:
                continue
            if param.kind == _VAR_KEYWORD:
                kwargs.update(arg)
            else:
                kwargs[name] = arg
        return kwargs

    def apply_defaults(self):
        """Bind what was not given to its default."""
        new = []
        for name, param in self._signature.parameters.items():
            try:
                new.append((name, self.arguments[name]))
            except KeyError:
                if param.default is not _empty:
                    val = param.default
                elif param.kind is _VAR_POSITIONAL:
                    val = ()
                elif param.kind is _VAR_KEYWORD:
                    val = {}
                else:
                    # bind_partial() leaves out what is required.
                    continue
                new.append((name, val))
        self.arguments = dict(new)

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ["{}={!r}".format(arg, value) for arg, value in self.arguments.items()]
        return "<{} ({})>".format(self.__class__.__name__, ", ".join(args))


class Signature:
    """The parameters of a callable, and the annotation of what it returns. It cannot be changed."""

    __slots__ = ("_return_annotation", "_parameters")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        if parameters is None:
            params = OrderedDict()
        elif __validate_parameters__:
            params = OrderedDict()
            top_kind = _POSITIONAL_ONLY
            seen_default = False
            seen_var = set()
            for param in parameters:
                kind, name = param.kind, param.name
                if kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
                    if kind in seen_var:
                        raise ValueError(f"more than one {kind.description} parameter")
                    seen_var.add(kind)
                if kind < top_kind:
                    raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                        top_kind.description, kind.description))
                top_kind = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if param.default is _empty:
                        if seen_default:
                            raise ValueError("non-default argument follows default argument")
                    else:
                        seen_default = True
                if name in params:
                    raise ValueError("duplicate parameter name: {!r}".format(name))
                params[name] = param
        else:
            params = OrderedDict((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _signature_from_callable(obj, sigcls=cls, follow_wrapper_chains=follow_wrapped, globals=globals,
                                        locals=locals, eval_str=eval_str)

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with some things changed."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void
                          else return_annotation)

    __replace__ = replace

    def _hash_basis(self):
        params = tuple(param for param in self.parameters.values() if param.kind != _KEYWORD_ONLY)
        kwo_params = {param.name: param for param in self.parameters.values() if param.kind == _KEYWORD_ONLY}
        return params, kwo_params, self.return_annotation

    def __hash__(self):
        params, kwo_params, return_annotation = self._hash_basis()
        return hash((params, frozenset(kwo_params.values()), return_annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._hash_basis() == other._hash_basis()

    def _bind(self, args, kwargs, *, partial=False):
        arguments = {}
        given = [*args]
        waiting = [*self.parameters.values()]
        # Parameters without a place for a keyword whose names are among the keywords: for **kwargs, if there is one.
        only_by_position = []
        spread = False
        while given:
            if not waiting or waiting[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments")
            param = waiting.pop(0)
            if param.kind == _VAR_POSITIONAL:
                arguments[param.name] = tuple(given)
                spread = True
                break
            if param.name in kwargs and param.kind != _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {param.name!r}")
            arguments[param.name] = given.pop(0)
        while waiting and not spread and waiting[0].kind != _VAR_POSITIONAL:
            param = waiting[0]
            if param.name in kwargs and param.kind == _POSITIONAL_ONLY:
                only_by_position.append(waiting.pop(0).name)
                continue
            if param.name in kwargs or param.kind == _VAR_KEYWORD or param.default is not _empty or partial:
                break
            kind = " keyword-only" if param.kind == _KEYWORD_ONLY else ""
            raise TypeError(f"missing a required{kind} argument: {param.name!r}")
        rest = None
        for param in waiting:
            if param.kind == _VAR_KEYWORD:
                rest = param
            elif param.name in kwargs and param.kind != _VAR_POSITIONAL:
                arguments[param.name] = kwargs.pop(param.name)
            elif param.kind != _VAR_POSITIONAL and param.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {param.name!r}")
        if kwargs:
            if rest is not None:
                arguments[rest.name] = kwargs
            elif only_by_position:
                raise TypeError("got some positional-only arguments passed as keyword arguments: "
                                f"{', '.join(only_by_position)!r}")
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def bind(self, /, *args, **kwargs):
        """What the parameters would be bound to; TypeError if the arguments do not fit."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """The same where required arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return "<{} {}>".format(self.__class__.__name__, self)

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None):
        """The signature as a text; over several lines if it is longer than max_width."""
        result = []
        render_pos_only_separator = False
        render_kw_only_separator = True
        for param in self.parameters.values():
            formatted = str(param)
            kind = param.kind
            if kind == _POSITIONAL_ONLY:
                render_pos_only_separator = True
            elif render_pos_only_separator:
                result.append("/")
                render_pos_only_separator = False
            if kind == _VAR_POSITIONAL:
                render_kw_only_separator = False
            elif kind == _KEYWORD_ONLY and render_kw_only_separator:
                result.append("*")
                render_kw_only_separator = False
            result.append(formatted)
        if render_pos_only_separator:
            result.append("/")
        rendered = "({})".format(", ".join(result))
        if max_width is not None and len(rendered) > max_width:
            rendered = "(\n    {}\n)".format(",\n    ".join(result))
        if self.return_annotation is not _empty:
            rendered += " -> {}".format(formatannotation(self.return_annotation))
        return rendered


for _class in (Parameter, BoundArguments, Signature):
    _class.__module__ = "inspect"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals,
                                   eval_str=eval_str)


# --- finding it -----------------------------------------------------------------------------------------------------

def _is_builtin(obj):
    return isinstance(obj, (types.BuiltinFunctionType, types.MethodWrapperType, types.WrapperDescriptorType,
                            types.MethodDescriptorType, types.ClassMethodDescriptorType)) or obj is type or obj is object


def _is_functionlike(obj):
    if not callable(obj) or isinstance(obj, type):
        return False
    return (isinstance(getattr(obj, "__name__", None), str) and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and isinstance(getattr(obj, "__defaults__", _void), (tuple, type(None)))
            and isinstance(getattr(obj, "__kwdefaults__", _void), (dict, type(None)))
            and isinstance(getattr(obj, "__annotations__", None), (dict, type(None))))


def _bound_method(sig):
    params = tuple(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind in (_POSITIONAL_OR_KEYWORD, _POSITIONAL_ONLY):
        params = params[1:]
    elif params[0].kind is not _VAR_POSITIONAL:
        raise ValueError("invalid argument type")
    return sig.replace(parameters=params)


def _partial(wrapped_sig, partial, extra_args=()):
    old_params = wrapped_sig.parameters
    new_params = OrderedDict(old_params.items())
    partial_args = extra_args + (partial.args or ())
    partial_keywords = partial.keywords or {}
    try:
        ba = wrapped_sig.bind_partial(*partial_args, **partial_keywords)
    except TypeError as ex:
        raise ValueError("partial object {!r} has incorrect arguments".format(partial)) from ex
    transform_to_kwonly = False
    for param_name, param in old_params.items():
        try:
            arg_value = ba.arguments[param_name]
        except KeyError:
            pass
        else:
            if param.kind is _POSITIONAL_ONLY:
                new_params.pop(param_name)
                continue
            if param.kind is _POSITIONAL_OR_KEYWORD:
                if param_name in partial_keywords:
                    # A default that a keyword may still change; what stands behind it is keyword-only.
                    transform_to_kwonly = True
                    new_params[param_name] = param.replace(default=arg_value)
                else:
                    new_params.pop(param.name)
                    continue
            if param.kind is _KEYWORD_ONLY:
                new_params[param_name] = param.replace(default=arg_value)
        if transform_to_kwonly:
            if param.kind is _POSITIONAL_OR_KEYWORD:
                new_params[param_name] = new_params[param_name].replace(kind=_KEYWORD_ONLY)
                new_params.move_to_end(param_name)
            elif param.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                new_params.move_to_end(param_name)
            elif param.kind is _VAR_POSITIONAL:
                new_params.pop(param.name)
    return wrapped_sig.replace(parameters=new_params.values())


def _from_function(cls, func, skip_bound_arg=True, globals=None, locals=None, eval_str=False):
    code = func.__code__
    names = code.co_varnames
    pos_count = code.co_argcount
    posonly = code.co_posonlyargcount
    kwonly_count = code.co_kwonlyargcount
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    first_default = pos_count - len(defaults)
    parameters = []
    for i, name in enumerate(names[:pos_count]):
        default = defaults[i - first_default] if i >= first_default else _empty
        parameters.append(Parameter(name, _POSITIONAL_ONLY if i < posonly else _POSITIONAL_OR_KEYWORD,
                                    annotation=annotations.get(name, _empty), default=default))
    at = pos_count + kwonly_count
    if code.co_flags & 4:
        name = names[at]
        parameters.append(Parameter(name, _VAR_POSITIONAL, annotation=annotations.get(name, _empty)))
        at += 1
    for name in names[pos_count:pos_count + kwonly_count]:
        parameters.append(Parameter(name, _KEYWORD_ONLY, annotation=annotations.get(name, _empty),
                                    default=kwdefaults.get(name, _empty)))
    if code.co_flags & 8:
        name = names[at]
        parameters.append(Parameter(name, _VAR_KEYWORD, annotation=annotations.get(name, _empty)))
    return cls(parameters, return_annotation=annotations.get("return", _empty), __validate_parameters__=False)


def _from_text(cls, obj, text, skip_bound_arg=True):
    """A signature from the text that built-in functions have, such as `($self, key, default=None, /)`."""
    names = [part.strip() for part in text.split(",")]
    first = names[0].lstrip("(").strip()
    marked = first.startswith("$")
    namespace = dict(vars(builtins))
    module = sys.modules.get(getattr(obj, "__module__", None) or "")
    if module is not None:
        namespace = {**namespace, **vars(module)}
    inside = text.strip().replace("$", "")[1:].rsplit(")", 1)[0]
    try:
        maker = eval(f"lambda {inside}: None", namespace)
    except (SyntaxError, NameError, AttributeError):
        raise ValueError("{!r} builtin has invalid signature".format(obj)) from None
    parameters = list(_from_function(cls, maker).parameters.values())
    if marked:
        owner = getattr(obj, "__self__", None)
        if owner is None or isinstance(owner, types.ModuleType) and first != "$self" or owner is not None:
            if owner is not None and skip_bound_arg:
                parameters.pop(0)
            elif parameters:
                # What a method is called on is given by position.
                parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return cls(parameters)


def _from_builtin(cls, func, skip_bound_arg=True):
    text = _FUNCTION_TEXTS.get(getattr(func, "__name__", None)) if _is_of_builtins(func) else None
    if text is None:
        text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError("no signature found for builtin {!r}".format(func))
    return _from_text(cls, func, text, skip_bound_arg)


# Built-in functions whose own texts say more, or less, than CPython's.
_FUNCTION_TEXTS = {"sorted": "($module, iterable, /, *, key=None, reverse=False)", "dir": "", "getattr": "", "iter": "",
                   "max": "", "min": "", "next": "", "vars": ""}


def _is_of_builtins(func):
    return getattr(func, "__self__", None) is builtins


# Built-in classes whose calls CPython describes; of the others it says that it has no signature.
_CLASS_TEXTS = {
    bool: "(object=False, /)", bytearray: None, complex: "(real=0, imag=0)", enumerate: "(iterable, start=0)",
    float: "(x=0, /)", list: "(iterable=(), /)", memoryview: "(object)", object: "()",
    property: "(fget=None, fset=None, fdel=None, doc=None)", reversed: "(sequence, /)", tuple: "(iterable=(), /)",
    classmethod: "(function, /)", staticmethod: "(function, /)", set: "(iterable=(), /)", frozenset: "(iterable=(), /)",
    filter: "(function, iterable, /)", zip: "(*iterables, strict=False)", map: "(function, iterable, /, *iterables)",
}


def _signature_from_callable(obj, *, follow_wrapper_chains=True, skip_bound_arg=True, globals=None, locals=None,
                             eval_str=False, sigcls):
    def again(obj):
        return _signature_from_callable(obj, follow_wrapper_chains=follow_wrapper_chains, skip_bound_arg=skip_bound_arg,
                                        globals=globals, locals=locals, sigcls=sigcls, eval_str=eval_str)

    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if isinstance(obj, types.MethodType):
        sig = again(obj.__func__)
        return _bound_method(sig) if skip_bound_arg else sig
    if follow_wrapper_chains:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return again(obj)
    try:
        sig = obj.__signature__
    except AttributeError:
        pass
    else:
        if sig is not None:
            # A class may give a text, or a function that gives one.
            given = sig
            if callable(given) and not isinstance(given, (Signature, str)):
                given = given()
            if isinstance(given, str):
                return _from_text(sigcls, obj, given)
            if not isinstance(given, Signature):
                raise TypeError("unexpected object {!r} in __signature__ attribute".format(sig))
            return given
    partialmethod = getattr(obj, "__partialmethod__", None)
    if isinstance(partialmethod, functools.partialmethod):
        wrapped_sig = again(partialmethod.func)
        sig = _partial(wrapped_sig, partialmethod, (None,))
        first = tuple(wrapped_sig.parameters.values())[0]
        if first.kind is _VAR_POSITIONAL:
            return sig
        return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isinstance(obj, functools.partial):
        return _partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _from_class(obj, again, sigcls, skip_bound_arg)
    if isinstance(obj, types.FunctionType) or _is_functionlike(obj):
        return _from_function(sigcls, obj, skip_bound_arg=skip_bound_arg, globals=globals, locals=locals,
                              eval_str=eval_str)
    if _is_builtin(obj):
        return _from_builtin(sigcls, obj, skip_bound_arg=skip_bound_arg)
    call = getattr(type(obj), "__call__", None)
    if call is not None and not isinstance(call, (types.WrapperDescriptorType, types.MethodWrapperType)):
        # The object may say itself how it is called.
        text = getattr(obj, "__text_signature__", None)
        if text:
            return _from_text(sigcls, obj, text)
        call = _bind_descriptor(call, obj)
        return again(call)
    raise ValueError("callable {!r} is not supported by signature".format(obj))


def _bind_descriptor(descriptor, obj):
    get = getattr(type(descriptor), "__get__", None)
    return descriptor if get is None else get(descriptor, obj, type(obj))


def _user_method(cls, name, is_type=False):
    """What a class's MRO has under that name, unless a built-in type has it."""
    meth = getattr(cls, name, None)
    if isinstance(meth, (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType,
                         types.BuiltinFunctionType)):
        return None
    return meth


def _from_class(obj, again, sigcls, skip_bound_arg):
    call = _user_method(type(obj), "__call__")
    if call is not None:
        sig = again(_bind_descriptor(call, obj))
        return sig
    new = _user_method(obj, "__new__")
    init = _user_method(obj, "__init__")
    # The one that is nearer in the MRO tells.
    for base in obj.__mro__:
        if new is not None and "__new__" in base.__dict__:
            sig = again(new)
            return _bound_method(sig) if skip_bound_arg else sig
        if init is not None and "__init__" in base.__dict__:
            sig = again(init)
            # These don't take the new object.
            bound = isinstance(base.__dict__["__init__"], (classmethod, staticmethod, types.MethodType, functools.partial))
            return _bound_method(sig) if skip_bound_arg and not bound else sig
    for base in obj.__mro__[:-1]:
        if base.__flags__ & 1 << 9:
            # A class of Python: what it has under this name is its instances'.
            continue
        text = _CLASS_TEXTS.get(base)
        if text is None and base not in _CLASS_TEXTS:
            try:
                text = base.__text_signature__
            except AttributeError:
                text = None
        if text:
            return _from_text(sigcls, obj, text, skip_bound_arg)
        kind = "builtin" if obj is type else "builtin type"
        raise ValueError("no signature found for {} {!r}".format(kind, obj))
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return sigcls()
        raise ValueError("no signature found for builtin type {!r}".format(obj))
    raise ValueError("no signature found for builtin type {!r}".format(obj))


for _found in list(globals().values()):
    if getattr(_found, "__module__", None) == __name__:
        _found.__module__ = "inspect"
del _found
